import type { District } from '@netkaart/layout';
import { formatAddress, lastAddress, parsePrefix } from '@netkaart/topology';
import type { Pen } from './pen';
import type { Scene } from './scene';
import { countOf } from './tally';

/** Sick nodes in a district and failing pods in a frame from which it gets a frame and a sentence. */
const SICK_NODES = 4;
const FAILING_PODS = 30;

interface Trouble {
  readonly districts: readonly District[];
  readonly bad: number;
  readonly sick: number;
  readonly nodes: number;
}

const framesOf = new WeakMap<Scene, readonly Trouble[]>();

/** One frame and one sentence around each row of neighbouring districts in which many nodes have failing pods. */
export function drawTroubleFrames(pen: Pen): void {
  const known = framesOf.get(pen.scene) ?? troublesOf(pen);
  framesOf.set(pen.scene, known);
  for (const trouble of known) drawFrame(pen, trouble);
}

function drawFrame(pen: Pen, { districts, bad, sick, nodes }: Trouble): void {
  const { ctx, theme, scene } = pen;
  const first = districts[0];
  const last = districts.at(-1);
  if (!first || !last) return;
  const pad = 5;
  const x = pen.x(first.x) - pad;
  const y = pen.y(first.y) - pad;
  const width = pen.x(last.x + last.width) + pad - x;
  const height = first.height * pen.k + 2 * pad;
  pen.marks += 2;
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, 4);
  ctx.stroke();
  const words = scene.words.trouble(bad, sick, nodes);
  const range = spanOf(first.cidr, last.cidr);
  const inner = Math.max(pen.width(words, { size: 12, colour: '' }), range.length * 11.5 * 0.6);
  const top = y + height + 4;
  ctx.fillStyle = theme.raised;
  ctx.strokeStyle = theme.control;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(x + 0.5, top + 0.5, inner + 24, 46, 6);
  ctx.fill();
  ctx.stroke();
  pen.text(range, x + 12, top + 15, { size: 11.5, mono: true, weight: 600, colour: theme.text });
  pen.text(words, x + 12, top + 33, { size: 12, colour: theme.muted });
}

/** First address of the first district – last address of the last. */
function spanOf(first: string, last: string): string {
  const prefix = parsePrefix(last);
  return `${first.slice(0, first.indexOf('/'))} – ${prefix ? formatAddress(lastAddress(prefix)) : last}`;
}

function troublesOf(pen: Pen): Trouble[] {
  const { world } = pen.scene;
  const found: Trouble[] = [];
  let run: District[] = [];
  const close = () => {
    const trouble = sum(pen, run);
    if (run.length > 0 && trouble.bad >= FAILING_PODS) found.push(trouble);
    run = [];
  };
  for (const district of [...world.districts].sort((a, b) => a.region - b.region || a.y - b.y || a.x - b.x)) {
    const before = run.at(-1);
    if (before && (before.region !== district.region || before.y !== district.y || district.x - before.x > 61)) close();
    if (sum(pen, [district]).sick >= SICK_NODES) run.push(district);
    else close();
  }
  close();
  return found;
}

function sum({ scene }: Pen, districts: readonly District[]): Trouble {
  let bad = 0;
  let sick = 0;
  let nodes = 0;
  for (const district of districts) {
    for (let lot = district.firstLot; lot < district.firstLot + district.lots; lot++) {
      const block = scene.world.lots.block[lot] ?? -1;
      if (block < 0) continue;
      nodes++;
      const count = countOf(scene.tallies.of(block), 'bad');
      bad += count;
      if (count > 0) sick++;
    }
  }
  return { districts, bad, sick, nodes };
}
