import type { TextStyle } from '../drawing/text';
import type { Rect } from '../view';
import type { Chosen } from './chosen';
import { lastUnit } from './draw-house';
import type { Pen } from './pen';

const HEIGHT = 20;

/** The chosen pod's name in inverse below its cell, wherever the map itself does not already label it. */
export function drawTag(pen: Pen, chosen: Chosen, rect: Rect): void {
  const { scene, theme, ctx, frame } = pen;
  const pod = chosen.pod === null ? undefined : scene.topology.kinds.Pod.get(chosen.pod);
  const tile = scene.world.tile * pen.k;
  if (
    !pod ||
    rect.width > 60 ||
    (scene.world.arrangement === 'cards' && tile >= 160 && chosen.block >= 0 && !pod.hostNetwork)
  )
    return;
  const style: TextStyle = { size: 11, mono: true, weight: 600, colour: theme.bg };
  const text = `${lastUnit(pod.ips[0] ?? '')} ${pod.name}`.trim();
  const width = pen.width(text, style) + 14;
  const x = Math.max(4, Math.min(frame.width - width - 4, rect.x - 8));
  const below = rect.y + rect.height + 12;
  const y = below + HEIGHT > frame.height - 8 ? rect.y - 12 - HEIGHT : below;
  ctx.fillStyle = theme.text;
  ctx.beginPath();
  ctx.roundRect(x, y, width, HEIGHT, 3);
  ctx.fill();
  pen.text(text, x + 7, y + HEIGHT / 2, style);
}
