import { bitsOf } from '@netkaart/topology';
import type { Rect } from '../view';
import { textSize } from './card-measures';
import { layFlags, type PlateFlag } from './plate-flags';
import { rulerTicks, shortAddress } from './plate-ruler';
import type { Pen } from './pen';
import type { ServiceFact } from './service-facts';

const INNER = 24;
/** Scale from which Services have flags. */
const FLAGS_FROM = 0.72;

/** The Service range: a dashed plate with a ruler in true scale, a mark per cluster IP, flags where there is room. */
export function drawServicePlate(pen: Pen, chosen: string | null): void {
  const { scene, theme, ctx } = pen;
  const plate = scene.world.servicePlate;
  const range = scene.plan.serviceRanges[0];
  scene.hits.length = 0;
  if (!plate || !range || !pen.sees(plate)) return;
  const box = pen.box(plate);
  pen.marks++;
  ctx.strokeStyle = theme.control;
  ctx.lineWidth = 1;
  ctx.setLineDash([4, 4]);
  ctx.beginPath();
  ctx.roundRect(
    Math.round(box.x) + 0.5,
    Math.round(box.y) + 0.5,
    Math.round(box.width) - 1,
    Math.round(box.height) - 1,
    10,
  );
  ctx.stroke();
  ctx.setLineDash([]);
  if (pen.k < 0.5) return drawMarks(pen, box, box.y + box.height * 0.6, chosen);
  const tall = plate.height > 100;
  const line = box.y + (tall ? 88 : 40) * pen.k;
  drawHead(pen, box, tall);
  drawRuler(pen, box, line);
  if (tall && pen.k >= FLAGS_FROM) drawPlateFlags(pen, box, line, chosen);
  drawMarks(pen, box, line, chosen);
}

function drawHead(pen: Pen, box: Rect, tall: boolean): void {
  const { scene, theme } = pen;
  const { words, plan } = scene;
  const range = plan.serviceRanges[0];
  const y = box.y + (tall ? 22 : 17) * pen.k;
  let x = box.x + 16 * pen.k;
  const right = box.x + box.width - 16 * pen.k;
  x += pen.text(words.serviceRange, x, y, { size: textSize(pen, 13), weight: 600, colour: theme.text }) + 8;
  x +=
    pen.text(range?.cidr ?? '', x, y, {
      size: textSize(pen, tall ? 14 : 13),
      mono: true,
      weight: 600,
      colour: theme.text,
    }) + 16;
  const count = plan.services.filter((one) => one.range === 0).length;
  if (!tall) {
    pen.fitted(words.servicesInUse(count, usable(pen)), x, y, right - x, {
      size: textSize(pen, 12),
      colour: theme.muted,
    });
    return;
  }
  const width = pen.text(words.services(count), right, y, {
    size: textSize(pen, 12),
    colour: theme.faint,
    align: 'right',
  });
  pen.fitted(words.serviceSentence, x, y, right - width - 16 - x, { size: textSize(pen, 12), colour: theme.muted });
}

function usable(pen: Pen): string {
  const prefix = pen.scene.plan.serviceRanges[0]?.prefix;
  if (!prefix) return '';
  const bits = bitsOf(prefix.family) - prefix.length;
  return bits > 40 ? `2^${bits}` : pen.scene.words.number(2 ** bits - (prefix.family === 4 && bits > 1 ? 2 : 0));
}

/** Screen x of a place in the first Service range. */
export function rulerX(pen: Pen, box: Rect, offset: number): number {
  const prefix = pen.scene.plan.serviceRanges[0]?.prefix;
  const size = prefix ? 2 ** (bitsOf(prefix.family) - prefix.length) : 1;
  return box.x + INNER * pen.k + (offset / size) * (box.width - 2 * INNER * pen.k);
}

function drawRuler(pen: Pen, box: Rect, y: number): void {
  const { theme, scene } = pen;
  const prefix = scene.plan.serviceRanges[0]?.prefix;
  if (!prefix) return;
  const left = rulerX(pen, box, 0);
  const right = box.x + box.width - INNER * pen.k;
  pen.line(theme.control, 1, [left, y + 0.5], [right, y + 0.5]);
  const { ticks, labels } = rulerTicks(prefix, (right - left) / 90);
  for (const offset of ticks) {
    const x = Math.round(rulerX(pen, box, offset)) + 0.5;
    pen.line(theme.control, 1, [x, y], [x, y + (labels.includes(offset) ? 9 : 5)]);
  }
  const size = textSize(pen, 11);
  const under = Math.min(y + 18 * Math.max(0.8, pen.k), box.y + box.height - 7);
  labels.forEach((offset, i) => {
    const last = i === labels.length - 1;
    pen.text(shortAddress(prefix, offset), rulerX(pen, box, offset), under, {
      size,
      mono: true,
      colour: theme.faint,
      align: i === 0 ? 'left' : last ? 'right' : 'center',
    });
  });
}

/** A mark per cluster IP. Few of them never hide each other: one that would is moved right by as little as shows it. */
function drawMarks(pen: Pen, box: Rect, y: number, chosen: string | null): void {
  const { theme, scene } = pen;
  const many = scene.services.length > 40;
  const width = many ? 2 : 4;
  let last = -Infinity;
  for (const fact of scene.services) {
    if (fact.range !== 0) continue;
    const own = fact.uid === chosen;
    const at = Math.round(rulerX(pen, box, fact.offset)) - width / 2;
    const x = many ? at : Math.max(at, last + width + 1);
    last = x;
    pen.fill(own ? theme.text : theme.ok, x, y - (many ? 6 : 5), own && many ? 4 : width, many ? 6 : 10);
  }
}

function drawPlateFlags(pen: Pen, box: Rect, line: number, chosen: string | null): void {
  const { scene, theme } = pen;
  const first = scene.services.filter((fact) => fact.range === 0);
  const sizes = { name: textSize(pen, 13), detail: textSize(pen, 11) };
  const widthOf = (fact: ServiceFact) =>
    Math.max(headWidth(pen, fact, sizes.name), fact.detail.length * sizes.detail * 0.6);
  const { flags, left } = layFlags(
    first,
    widthOf,
    { x: box.x + 38 * pen.k, right: box.x + box.width - 24 * pen.k },
    (fact) => rulerX(pen, box, fact.offset),
  );
  for (const flag of flags) drawPlateFlag(pen, flag, box, line, sizes, flag.fact.uid === chosen);
  if (left > 0)
    pen.text(scene.words.moreServices(left), box.x + box.width - 16 * pen.k, box.y + 48 * pen.k, {
      size: sizes.detail,
      colour: theme.faint,
      align: 'right',
    });
}

function headWidth(pen: Pen, fact: ServiceFact, size: number): number {
  return pen.width(fact.name, { size, weight: 600, colour: '' }) + 10 + fact.address.length * size * 0.6;
}

function drawPlateFlag(
  pen: Pen,
  flag: PlateFlag,
  box: Rect,
  line: number,
  sizes: { name: number; detail: number },
  own: boolean,
): void {
  const { theme, scene } = pen;
  const top = box.y + 48 * pen.k;
  const level = box.y + (76 + 3 * flag.level) * pen.k;
  const colour = own ? theme.text : theme.muted;
  const pole = Math.round(flag.x - 9) + 0.5;
  const foot = Math.round(flag.rulerX) + 0.5;
  if (flag.direct) pen.line(colour, 1.5, [flag.x - 2, top], [foot, top], [foot, line - 5]);
  else pen.line(colour, 1.5, [pole, top - 7 * pen.k], [pole, level], [foot, level], [foot, line - 5]);
  const width = pen.text(flag.fact.name, flag.x, top, { size: sizes.name, weight: 600, colour: theme.text });
  pen.text(flag.fact.address, flag.x + width + 10, top, {
    size: sizes.name,
    mono: true,
    weight: 500,
    colour: theme.text,
  });
  const size = Math.max(headWidth(pen, flag.fact, sizes.name), flag.fact.detail.length * sizes.detail * 0.6);
  scene.hits.push({
    ...pen.world({ x: flag.x, y: top - 10, width: size, height: 26 * pen.k + 6 }),
    target: `uid:${flag.fact.uid}`,
  });
  pen.text(flag.fact.detail, flag.x, box.y + 65 * pen.k, { size: sizes.detail, mono: true, colour: theme.muted });
}
