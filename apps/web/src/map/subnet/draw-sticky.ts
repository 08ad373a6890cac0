import type { Pen } from './pen';
import { districtsInSight } from './in-sight';
import { ownerOfBlock } from './scene';

/** Width of a lot in px from which its name follows the view. */
const WIDE = 420;
const TOP = 46;

/** Close by, the name and prefix of a lot whose own label has left the view, in the corner of what is still in sight. */
export function drawSticky(pen: Pen): void {
  const { scene, frame } = pen;
  const { lots } = scene.world;
  for (const district of districtsInSight(pen)) {
    for (let lot = district.firstLot; lot < district.firstLot + district.lots; lot++) {
      const rect = pen.box({
        x: lots.x[lot] ?? 0,
        y: lots.y[lot] ?? 0,
        width: lots.width[lot] ?? 0,
        height: lots.height[lot] ?? 0,
      });
      const inSight = rect.x < frame.width - 120 && rect.x + rect.width > 160 && rect.y + rect.height > TOP + 60;
      if (rect.width >= WIDE && rect.y < TOP - 12 && inSight)
        drawName(pen, lots.block[lot] ?? -1, Math.max(12, rect.x + 8));
    }
  }
}

function drawName(pen: Pen, at: number, x: number): void {
  const { scene, theme, ctx } = pen;
  const block = scene.plan.blocks[at];
  if (!block) return;
  const name = ownerOfBlock(scene, at)?.name ?? block.node;
  const bold = { size: 13, weight: 600 as const, colour: theme.text };
  const mono = { size: 12, mono: true, colour: theme.muted };
  const width = pen.width(name, bold) + pen.width(block.cidr, mono) + 30;
  pen.marks++;
  ctx.fillStyle = theme.raised;
  ctx.strokeStyle = theme.hairline;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(x + 0.5, TOP + 0.5, width, 26, 6);
  ctx.fill();
  ctx.stroke();
  const used = pen.text(name, x + 10, TOP + 13.5, bold);
  pen.text(block.cidr, x + 20 + used, TOP + 13.5, mono);
}
