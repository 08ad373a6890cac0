import type { Rect } from '../view';
import { notReadyBox } from '../drawing/glyphs';
import { badgeSide, troubles } from './badges';
import type { Pen } from './pen';
import { podPaint } from './pod-paint';
import { stateOf } from './tally';

/** Pods at which a node tile has the last colour of the ramp. */
export const FULL_AT = 56;

/** Step 0–5 of the occupancy ramp for so many pods in a block of so many usable addresses. */
export function rampStep(pods: number, usable: number): number {
  if (pods === 0) return 0;
  const full = Math.min(FULL_AT, Math.max(1, usable * 0.75));
  return Math.min(5, Math.max(1, Math.ceil((pods / full) * 5)));
}

/** Level 0: a tile per lot in the colour of its occupancy. */
export function drawTile(pen: Pen, lot: number, rect: Rect): void {
  const { scene, frame, theme } = pen;
  const at = scene.world.lots.block[lot] ?? -1;
  const block = scene.plan.blocks[at];
  if (!block) return emptyTile(pen, rect);
  const colour =
    frame.colourBy === 'status' || frame.colourBy === 'free'
      ? theme.ramp[rampStep(shownPods(pen, at), block.usable)]
      : mainColour(pen, at);
  pen.fill(colour ?? theme.ramp[0], rect.x, rect.y, rect.width, rect.height);
}

function emptyTile(pen: Pen, rect: Rect): void {
  pen.marks++;
  pen.ctx.strokeStyle = pen.theme.hair2;
  pen.ctx.lineWidth = 1;
  pen.ctx.strokeRect(rect.x + 0.5, rect.y + 0.5, rect.width - 1, rect.height - 1);
}

function shownPods(pen: Pen, block: number): number {
  const pods = pen.scene.plan.blocks[block]?.pods ?? [];
  const { namespaces } = pen.frame;
  if (!namespaces) return pods.length;
  let count = 0;
  for (const pod of pods) if (namespaces.has(pod.namespace)) count++;
  return count;
}

/** Colour of the category that most pods of the block have. */
function mainColour(pen: Pen, at: number): string {
  const block = pen.scene.plan.blocks[at];
  const { silent } = pen.scene.tallies.of(at);
  const counts = new Map<string, number>();
  let best: string = pen.theme.ramp[0];
  for (const pod of block?.pods ?? []) {
    const { fill, shown } = podPaint(pen.scene, pen.frame, pod, stateOf(pod, silent));
    const count = (counts.get(fill) ?? 0) + 1;
    counts.set(fill, count);
    if (shown && count > (counts.get(best) ?? 0)) best = fill;
    else if (shown && counts.size === 1) best = fill;
  }
  return best;
}

/** Trouble on a tile is never smaller than 5 px: a crossed outline for a silent node, else a badge in a corner per state. */
export function drawTileTrouble(pen: Pen, lot: number, rect: Rect): void {
  const { scene, theme, ctx } = pen;
  const at = scene.world.lots.block[lot] ?? -1;
  if (at < 0) return;
  const tally = scene.tallies.of(at);
  if (!tally.silent && (tally.counts[1] ?? 0) + (tally.counts[2] ?? 0) + (tally.counts[3] ?? 0) === 0) return;
  if (tally.silent) {
    const by = Math.max(1.5, (13 - rect.width) / 2);
    pen.marks++;
    return notReadyBox(
      ctx,
      { x: rect.x - by, y: rect.y - by, width: rect.width + 2 * by, height: rect.height + 2 * by },
      theme.bad,
      theme.bg,
      1.5,
    );
  }
  for (const { state, count } of troubles(tally)) {
    const side = Math.min(badgeSide(count), Math.max(5, rect.width * 0.8));
    const right = rect.x + rect.width;
    if (state === 'pending') wedge(pen, right, rect.y + rect.height, Math.max(6, side));
    else pen.badge(state, right - side / 2, rect.y + side / 2, side);
  }
}

/** ▲ pressed into the lower right corner. */
function wedge(pen: Pen, right: number, bottom: number, side: number): void {
  const { ctx } = pen;
  pen.marks++;
  ctx.fillStyle = pen.theme.pending;
  ctx.beginPath();
  ctx.moveTo(right, bottom - side);
  ctx.lineTo(right, bottom);
  ctx.lineTo(right - side, bottom);
  ctx.closePath();
  ctx.fill();
}
