import type { RouteLayout } from '@netkaart/layout';
import type { Frame } from '../view';
import { line, type Pen, write } from './pen';
import { counted } from './words';

/** Height of the strip at the top that stays while the bands scroll, in screen px. */
export const HEADS_HEIGHT = 75;
const BASELINE_Y = 59;

/** The heads of the columns, over whatever scrolls below them. Drawn in screen px. */
export function drawHeads(pen: Pen, layout: RouteLayout, frame: Frame): void {
  const { ctx, theme } = pen;
  const { columns } = layout;
  const at = (x: number) => x * frame.camera.k + frame.camera.x;
  ctx.fillStyle = theme.bg;
  ctx.fillRect(0, 0, frame.width, HEADS_HEIGHT);
  const style = { size: 12, colour: theme.muted } as const;
  write(pen, 'Outside', at(columns.busX + 8), BASELINE_Y, { ...style, align: 'right' });
  write(pen, 'Entry', at(columns.entryX + 12), BASELINE_Y, style);
  write(pen, 'Rule', at(columns.ruleX + 12), BASELINE_Y, style);
  write(pen, 'Service', at(columns.serviceX + 12), BASELINE_Y, style);
  write(pen, 'Endpoints, in address order', at(columns.endpointX), BASELINE_Y, style);
  const nodes = counted(layout.rail.stops.length, 'node', 'nodes');
  write(pen, nodes, at(columns.railX), BASELINE_Y, { ...style, align: 'center' });
  line(
    pen,
    at(columns.nameX),
    HEADS_HEIGHT - 0.5,
    at(columns.width - columns.nameX),
    HEADS_HEIGHT - 0.5,
    theme.hair2,
    1,
  );
}
