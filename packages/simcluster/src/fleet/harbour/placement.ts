import type { Random } from '../../random.js';
import { toAddress, toNumber } from '../../workloads/address-blocks.js';
import type { PlacedPod } from '../../workloads/spec.js';
import { drawnBlocks, type Mark } from './blocks.js';
import { harbourNode } from './nodes.js';
import type { Row } from './row.js';

/** One address that is in use in the drawn moment. */
interface Cell {
  readonly ip: string;
  /** `a-18` */
  readonly node: string;
  readonly mark: Mark;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Since when the pods of a node fail: as the wall says. */
const failingMs: Readonly<Record<string, number>> = { 'b-03': 14 * minuteMs, 'c-09': 31 * minuteMs };

/**
 * Deals the drawn addresses out to workloads: first what is drawn with its owner, then failing, unknown and unready ones
 * by their nodes, then the rest as the seed falls. Each address goes to one pod.
 */
export class Placement {
  private readonly cells: Cell[];
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random.fork('placement');
    this.cells = this.random.shuffle(drawnBlocks.flatMap(cellsOf));
  }

  /** Addresses that nobody got. */
  get left(): number {
    return this.cells.length;
  }

  /** The pods of a row that are drawn or have a particular state; call it for all rows before `rest`. */
  particular(row: Row): PlacedPod[] {
    return [
      ...(row.at ?? []).map(([ip, suffix]) =>
        this.running(
          this.take((cell) => cell.ip === ip),
          suffix,
        ),
      ),
      ...(row.on ?? []).map((node) => this.running(this.take((cell) => cell.mark === '#' && cell.node === node))),
      ...(row.failing ?? []).map(([node, state]) => this.failing(node, state)),
      ...(row.notReady ?? []).map((node) => this.unready(node)),
      ...Array.from({ length: row.unknown ?? 0 }, () => this.unknown()),
    ];
  }

  /** As many more as a row lacks, all running. */
  rest(row: Row, placed: readonly PlacedPod[]): PlacedPod[] {
    const missing = row.pods - placed.length;
    return [...placed, ...Array.from({ length: missing }, () => this.running(this.take(({ mark }) => mark === '#')))];
  }

  /** The drawn rollout: all new and all leaving pods, and running ones up to `pods`. */
  rolling(pods: number): PlacedPod[] {
    const fresh = this.takeAll('+').map((cell) => this.pod(cell, 'Running', this.random.between(8, 50) * 1000));
    const leaving = this.takeAll('-').map((cell, index) => ({
      ...this.pod(cell, 'Running', 3 * dayMs),
      leavingMs: 4000 + index * 3000,
    }));
    const staying = Array.from({ length: pods - fresh.length - leaving.length }, () =>
      this.pod(
        this.take(({ mark }) => mark === '#'),
        'Running',
        3 * dayMs,
      ),
    );
    return [...staying, ...fresh, ...leaving];
  }

  /** Running builds, minutes old. */
  young(pods: number): PlacedPod[] {
    return Array.from({ length: pods }, () =>
      this.pod(
        this.take(({ mark }) => mark === '#'),
        'Running',
        this.random.between(70, 170) * 1000,
      ),
    );
  }

  private running(cell: Cell, suffix?: string): PlacedPod {
    const pod = this.pod(cell, 'Running', this.random.between(2 * 60, 30 * 24 * 60) * minuteMs);
    return suffix === undefined ? pod : { ...pod, suffix };
  }

  private failing(node: string, state: 'CrashLoopBackOff' | 'ImagePullBackOff'): PlacedPod {
    const since = failingMs[node] ?? 47 * minuteMs;
    return {
      ...this.pod(
        this.take((cell) => cell.mark === 'x' && cell.node === node),
        state,
        since + 20_000,
      ),
      stateAgeMs: since,
    };
  }

  private unready(node: string): PlacedPod {
    const cell = this.take((candidate) => candidate.mark === '!' && candidate.node === node);
    return { ...this.pod(cell, 'NotReady', dayMs), stateAgeMs: this.random.between(3, 40) * minuteMs };
  }

  private unknown(): PlacedPod {
    const cell = this.take(({ mark }) => mark === '?');
    return this.pod(cell, 'Running', this.random.between(1, 20) * dayMs);
  }

  private pod({ ip, node }: Cell, state: PlacedPod['state'], ageMs: number): PlacedPod {
    return { node: harbourNode(node), ips: [ip], state, ageMs };
  }

  private takeAll(mark: Mark): Cell[] {
    const count = this.cells.filter((cell) => cell.mark === mark).length;
    return Array.from({ length: count }, () => this.take((cell) => cell.mark === mark));
  }

  private take(fits: (cell: Cell) => boolean): Cell {
    const index = this.cells.findIndex(fits);
    const [cell] = index < 0 ? [] : this.cells.splice(index, 1);
    if (!cell) throw new Error('The drawn addresses do not suffice for the workloads of harbour.');
    return cell;
  }
}

function cellsOf({ node, first, marks }: (typeof drawnBlocks)[number]): Cell[] {
  return Array.from(marks).flatMap((mark, offset) =>
    mark === '.' ? [] : [{ ip: toAddress(toNumber(first) + offset), node, mark: mark as Mark }],
  );
}
