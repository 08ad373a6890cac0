import type { Band } from '@netkaart/layout';
import type { Ctx } from '../drawing/text';
import type { Frame } from '../view';
import { drawClosed, drawClosedCount, drawGround, drawName } from './draw-bands';
import { drawHeads } from './draw-heads';
import { drawCrossing, drawLinks, drawLinkTexts } from './draw-links';
import { drawPlates } from './draw-plates';
import { drawRail } from './draw-rail';
import { drawStripCount, drawStrips } from './draw-strips';
import { drawLabels, drawRolledUp, drawWords } from './draw-words';
import { line, type Pen, penOf, write } from './pen';
import type { RouteScene } from './scene';
import { inWorld, railShift, visibleBands } from './world';

/** The base layer. Returns the number of marks. */
export function drawBase(ctx: Ctx, frame: Frame, scene: RouteScene): number {
  const pen = penOf(ctx, frame.theme);
  ctx.fillStyle = frame.theme.bg;
  ctx.fillRect(0, 0, frame.width, frame.height);
  inWorld(pen, frame.camera, () => drawWorld(pen, frame, scene));
  drawHeads(pen, scene.layout, frame);
  return pen.marks;
}

function drawWorld(pen: Pen, frame: Frame, scene: RouteScene): void {
  const { layout } = scene;
  const bands = visibleBands(layout, frame);
  for (const band of bands) drawGround(pen, band, layout.columns);
  drawBus(pen, scene);
  for (const band of bands) faded(pen, frame, band, () => drawFlow(pen, band));
  for (const crossing of layout.crossings) drawCrossing(pen, crossing);
  for (const band of bands) faded(pen, frame, band, () => drawBand(pen, band, frame, scene));
  drawRail(pen, layout.rail, railShift(layout, frame.camera));
}

function drawBus(pen: Pen, { layout, shown }: RouteScene): void {
  const { busX, entryX } = layout.columns;
  line(pen, busX, layout.top + 4, busX, Math.max(layout.bottom, layout.top + 24), pen.theme.control, 4);
  const exposed = [...shown.namespaces.values()].some((routes) => routes.entries.length > 0);
  if (!exposed) drawNothingExposed(pen, busX, entryX, layout.top + 22);
}

/** A stub that ends at a bar: nobody outside comes in. */
function drawNothingExposed(pen: Pen, busX: number, entryX: number, y: number): void {
  line(pen, busX + 6, y, entryX, y, pen.theme.wire, 1.5);
  line(pen, entryX, y - 6, entryX, y + 6, pen.theme.control, 2);
  write(pen, 'nothing is exposed', entryX + 12, y, { size: 12, weight: 500, colour: pen.theme.text });
}

function drawFlow(pen: Pen, { content }: Band): void {
  if (content) drawLinks(pen, content.links);
}

function drawBand(pen: Pen, band: Band, frame: Frame, scene: RouteScene): void {
  const { columns } = scene.layout;
  drawName(pen, band, columns);
  const { content } = band;
  if (!content) {
    drawClosed(pen, band, columns, scene.barScale);
    drawClosedCount(pen, band, columns, scene.barScale, false);
    return;
  }
  drawLinkTexts(pen, content.links, pen.tones.band);
  drawPlates(pen, content, columns, frame.now / 1000, scene.small);
  drawStrips(pen, content, scene.layout.rail);
  drawLabels(pen, content);
  drawRolledUp(pen, content, columns.entryX, columns.gutterX);
  drawTexts(pen, band, scene, false);
}

/** What may stand over links: counts and words. Drawn again over a selection's fan, then with a halo. */
export function drawTexts(pen: Pen, band: Band, scene: RouteScene, halo: boolean): void {
  const { content } = band;
  if (!content) return drawClosedCount(pen, band, scene.layout.columns, scene.barScale, halo);
  for (const shape of content.strips) drawStripCount(pen, shape, pen.tones.band, halo);
  drawWords(pen, content, pen.tones.band);
}

/** Namespaces that the frame leaves out recede. */
function faded(pen: Pen, frame: Frame, band: Band, draw: () => void): void {
  if (frame.namespaces === null || frame.namespaces.has(band.namespace)) return draw();
  pen.ctx.globalAlpha = 0.3;
  draw();
  pen.ctx.globalAlpha = 1;
}
