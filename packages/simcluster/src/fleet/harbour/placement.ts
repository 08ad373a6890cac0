import type { Random } from '../../random.js';
import { toAddress, toNumber } from '../../workloads/address-blocks.js';
import type { PlacedPod } from '../../workloads/spec.js';
import { anchorOf } from '../member.js';
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

/** Since when the pods of a node fail: as the wall says. */
const failingMs: Readonly<Record<string, number>> = { 'b-03': 14 * minuteMs, 'c-09': 31 * minuteMs };

/**
 * Deals the drawn addresses out to workloads: first what is drawn with its owner, then failing, unknown and unready ones
 * by their nodes, then the rest as the seed falls. Each address goes to one pod.
 */
export class Placement {
  private readonly cells: Cell[];
  private readonly random: Random;

  /** @param nowMs the drawn moment; young and troubled pods count from it, old ones from the month that it is in. */
  constructor(
    random: Random,
    private readonly nowMs: number,
  ) {
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
    return [...placed, ...Array.from({ length: missing }, () => this.running(this.takeRunning()))];
  }

  /** The drawn rollout: all new and all leaving pods, and running ones up to `pods`. */
  rolling(pods: number): PlacedPod[] {
    const fresh = this.takeAll('+').map((cell) => this.pod(cell, this.nowMs - this.random.between(8, 50) * 1000));
    const leaving = this.takeAll('-').map((cell, index) => ({
      ...this.pod(cell, this.longAgo()),
      leavingMs: 4000 + index * 3000,
    }));
    const staying = pods - fresh.length - leaving.length;
    return [...Array.from({ length: staying }, () => this.running(this.takeRunning())), ...fresh, ...leaving];
  }

  /** Running builds, minutes old. */
  young(pods: number): PlacedPod[] {
    return Array.from({ length: pods }, () =>
      this.pod(this.takeRunning(), this.nowMs - this.random.between(70, 170) * 1000),
    );
  }

  private running(cell: Cell, suffix?: string): PlacedPod {
    const pod = this.pod(cell, this.longAgo());
    return suffix === undefined ? pod : { ...pod, suffix };
  }

  private failing(node: string, state: 'CrashLoopBackOff' | 'ImagePullBackOff'): PlacedPod {
    const sinceMs = this.nowMs - (failingMs[node] ?? 47 * minuteMs);
    const cell = this.take((candidate) => candidate.mark === 'x' && candidate.node === node);
    return { ...this.pod(cell, sinceMs - 20_000, state), sinceMs };
  }

  private unready(node: string): PlacedPod {
    const sinceMs = this.nowMs - this.random.between(3, 40) * minuteMs;
    const cell = this.take((candidate) => candidate.mark === '!' && candidate.node === node);
    return { ...this.pod(cell, this.longAgo(), 'NotReady'), sinceMs };
  }

  private unknown(): PlacedPod {
    return this.running(this.take(({ mark }) => mark === '?'));
  }

  private longAgo(): number {
    return anchorOf(this.nowMs) - this.random.between(2 * 60, 30 * 24 * 60) * minuteMs;
  }

  private pod({ ip, node }: Cell, createdMs: number, state: PlacedPod['state'] = 'Running'): PlacedPod {
    return { node: harbourNode(node), ips: [ip], state, createdMs };
  }

  private takeRunning(): Cell {
    return this.take(({ mark }) => mark === '#');
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
