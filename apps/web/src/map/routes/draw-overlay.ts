import { type Box, cellBox, type LinkShape, type RouteLayout, type StripShape } from '@netkaart/layout';
import type { RouteEndpoint } from '@netkaart/network';
import { selectionRing } from '../drawing/glyphs';
import type { Ctx } from '../drawing/text';
import type { Effect, Frame } from '../view';
import { drawTexts } from './draw-base';
import { HEADS_HEIGHT } from './draw-heads';
import { drawCrossing, drawLink } from './draw-links';
import { drawReached } from './draw-rail';
import { drawStrip } from './draw-strips';
import { type Highlight, highlightOf } from './highlight';
import { locate } from './locate';
import { bar, type Pen, penOf, plate } from './pen';
import type { RouteScene } from './scene';
import { inWorld, railShift, visibleBands } from './world';

const FAN_MAX = 400;
const LIT_WIDTH = 3;
const EFFECT_MS = 30_000;

/** Selection with its way through the cluster, hover and effects. Returns the number of marks. */
export function drawOverlay(ctx: Ctx, frame: Frame, scene: RouteScene): number {
  const pen = penOf(ctx, frame.theme);
  ctx.clearRect(0, 0, frame.width, frame.height);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, HEADS_HEIGHT, frame.width, Math.max(0, frame.height - HEADS_HEIGHT));
  ctx.clip();
  inWorld(pen, frame.camera, () => drawWorld(pen, frame, scene));
  ctx.restore();
  return pen.marks;
}

function drawWorld(pen: Pen, frame: Frame, scene: RouteScene): void {
  const highlight = highlightOf(scene.shown, frame.selection);
  drawWay(pen, scene.layout, highlight);
  drawFan(pen, frame, scene, highlight);
  for (const effect of frame.effects) drawEffect(pen, frame, scene, effect);
  drawRing(pen, frame, scene);
  const hover = frame.hover === null ? null : locate(scene, frame.hover, frame.camera);
  if (hover) plate(pen, grown(hover, 1.5), null, frame.theme.text, 6, 1);
}

function drawWay(pen: Pen, layout: RouteLayout, { things, services }: Highlight): void {
  if (things.size === 0) return;
  const { theme } = pen;
  const lit = (link: { readonly ends: readonly string[] }) =>
    link.ends.every((end) => end === 'outside' || things.has(end));
  for (const { content } of layout.bands) {
    if (!content) continue;
    for (const link of content.links)
      if (lit(link) && isWay(link, services)) {
        drawLink(pen, link, litColour(pen, link), link.span === 'service-strip' ? undefined : LIT_WIDTH);
      }
    for (const box of content.entries) if (things.has(box.entry.id)) plate(pen, box, null, theme.text);
    for (const box of content.rules) if (things.has(box.rule.id)) plate(pen, box, null, theme.text);
    for (const box of content.services) {
      if (things.has(`${box.service.namespace}/${box.service.name}`)) plate(pen, box, null, theme.text);
    }
  }
  for (const crossing of layout.crossings) if (lit(crossing)) drawCrossing(pen, crossing, theme.text);
}

/** The link to the dots belongs to the way only for the Services that are meant themselves. */
function isWay(link: LinkShape, services: ReadonlySet<string>): boolean {
  return link.span !== 'service-strip' || services.size === 0 || services.has(link.ends[0] ?? '');
}

function litColour(pen: Pen, link: LinkShape): string | undefined {
  return link.style === 'broken' || link.style === 'waiting' ? undefined : pen.theme.text;
}

function drawFan(pen: Pen, frame: Frame, scene: RouteScene, highlight: Highlight): void {
  const { rail } = scene.layout;
  const shift = railShift(scene.layout, frame.camera);
  const reached = new Map<number, number>();
  const strips = fanStrips(scene.layout, highlight);
  let lines = 0;
  for (const shape of strips) {
    shape.endpoints.forEach((endpoint, index) => {
      const stop = rail.byName.get(endpoint.node);
      if (stop === undefined || !isMeant(endpoint, highlight)) return;
      reached.set(stop, (reached.get(stop) ?? 0) + 1);
      if (lines++ < FAN_MAX) drawRay(pen, cellBox(shape.strip, index), rail.x, (rail.stops[stop]?.y ?? 0) + shift);
    });
  }
  if (reached.size === 0) return;
  for (const shape of strips) drawStrip(pen, shape);
  for (const band of visibleBands(scene.layout, frame)) drawTexts(pen, band, scene, true);
  drawReached(pen, rail, reached, shift);
}

/** Strips from which lines start: of the selected Services, or all that reach the selected node. */
function fanStrips(layout: RouteLayout, { services, nodes }: Highlight): readonly StripShape[] {
  const strips = layout.bands.flatMap((band) => band.content?.strips ?? []);
  if (nodes.size > 0) return strips.filter((shape) => shape.endpoints.some((endpoint) => nodes.has(endpoint.node)));
  return strips.filter((shape) => shape.service && services.has(`${shape.service.namespace}/${shape.service.name}`));
}

function isMeant(endpoint: RouteEndpoint, { pods, nodes }: Highlight): boolean {
  if (nodes.size > 0) return nodes.has(endpoint.node);
  return pods === null || pods.has(endpoint.uid);
}

function drawRay(pen: Pen, cell: Box, x2: number, y2: number): void {
  const { ctx, theme } = pen;
  const x1 = cell.x + cell.width / 2;
  const y1 = cell.y + cell.height / 2;
  const middle = (x1 + x2) / 2;
  ctx.globalAlpha = 0.72;
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.bezierCurveTo(middle, y1, middle, y2, x2 - 5, y2);
  ctx.stroke();
  ctx.globalAlpha = 1;
  pen.marks += 1;
}

function drawRing(pen: Pen, frame: Frame, scene: RouteScene): void {
  const box = frame.selection === null ? null : locate(scene, frame.selection, frame.camera);
  if (!box) return;
  selectionRing(pen.ctx, box, frame.theme, Math.min(8, box.width / 3));
  pen.marks += 1;
}

/** Arrival: a mint ring; change: a corner dot; both for 30 s. What left has no place here any more. */
function drawEffect(pen: Pen, frame: Frame, scene: RouteScene, effect: Effect): void {
  const age = frame.now - effect.at;
  const box = age < 0 || age > EFFECT_MS || effect.type === 'leave' ? null : locate(scene, effect.target, frame.camera);
  if (!box) return;
  const growth = frame.reducedMotion ? 1 : Math.min(1, age / 240);
  if (effect.type === 'arrive') plate(pen, grown(box, 2 * growth), null, frame.theme.added, 3, 1.5);
  else bar(pen, box.x + box.width - 2, box.y - 1, 3, 3, frame.theme.text);
}

const grown = (box: Box, by: number): Box => ({
  x: box.x - by,
  y: box.y - by,
  width: box.width + 2 * by,
  height: box.height + 2 * by,
});
