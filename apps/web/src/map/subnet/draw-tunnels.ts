import { CARD } from '@netkaart/layout';
import { doubleLine, pill } from '../drawing/glyphs';
import { textSize } from './card-measures';
import type { Pen } from './pen';
import { ownerOfBlock } from './scene';

const ROW = 86;

/** The overlay between neighbouring cards: a double line that breaks for words, with its kind in a pill. */
export function drawTunnels(pen: Pen): void {
  const { lots } = pen.scene.world;
  for (let lot = 0; lot < lots.count; lot++) {
    const next = rightNeighbour(pen, lot);
    if (next >= 0) drawTunnel(pen, lot, next);
  }
}

function rightNeighbour(pen: Pen, lot: number): number {
  const { lots } = pen.scene.world;
  const from = ownerOfBlock(pen.scene, lots.block[lot] ?? -1);
  if (!from?.tunnel) return -1;
  let best = -1;
  for (let other = 0; other < lots.count; other++) {
    if (lots.y[other] !== lots.y[lot] || (lots.x[other] ?? 0) <= (lots.x[lot] ?? 0)) continue;
    if (
      ownerOfBlock(pen.scene, lots.block[other] ?? -1)?.tunnel &&
      (best < 0 || (lots.x[other] ?? 0) < (lots.x[best] ?? 0))
    )
      best = other;
  }
  return best;
}

function drawTunnel(pen: Pen, lot: number, next: number): void {
  const { scene, theme, ctx } = pen;
  const { lots } = scene.world;
  const from = ownerOfBlock(scene, lots.block[lot] ?? -1)?.tunnel;
  const to = ownerOfBlock(scene, lots.block[next] ?? -1)?.tunnel;
  if (!from || !to) return;
  const y = pen.y((lots.y[lot] ?? 0) + ROW);
  const size = textSize(pen, 12);
  const height = 10 * Math.min(1.2, pen.k);
  const left = pen.x((lots.x[lot] ?? 0) + CARD.text);
  const words = (from.address ?? '').length * textSize(pen, 13) * 0.6;
  const ringEdge = pen.x((lots.x[lot] ?? 0) + CARD.spine) + 7 * pen.k;
  const start = left + words + 7;
  const end = pen.x((lots.x[next] ?? 0) + 56) - pen.width(to.name, { size, colour: '' }) - 7;
  const colour = pen.theme.accent;
  pen.marks += 3;
  doubleLine(ctx, ringEdge, left - 9, y, height, colour);
  doubleLine(ctx, start, end, y, height, colour);
  const text = from.type === 'vxlan' ? `VXLAN${from.vni === null ? '' : ` ${from.vni}`}` : from.type.toUpperCase();
  const centre = pen.x((lots.x[lot] ?? 0) + CARD.width - 72);
  const half = (text.length * size * 0.6 + size * 1.8) / 2;
  if (start + half * 2 < end)
    pill(ctx, text, Math.max(centre, start + half + 4), y, {
      size,
      colour: theme.text,
      border: colour,
      ground: theme.surface,
    });
}
