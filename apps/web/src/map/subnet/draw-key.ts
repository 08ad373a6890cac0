import { PROVINCE } from '@netkaart/layout';
import { failingBadge, notReadyBox, triangle } from '../drawing/glyphs';
import { FULL_AT } from './draw-tiles';
import type { Pen } from './pen';

/** "How to read it" on the first province lot that is not in use, at the scale at which the map opens. */
export function drawHowToRead(pen: Pen): void {
  const { world, words, plan } = pen.scene;
  const side = PROVINCE.width * pen.k;
  if (world.regions.length < 2 || side < 190 || side > 520) return;
  const lot = unusedLot(pen);
  if (!lot || !pen.sees({ ...lot, width: PROVINCE.width, height: 200 })) return;
  const { theme, ctx } = pen;
  const x = pen.x(lot.x);
  let y = pen.y(lot.y + 12);
  const group = plan.groups[0];
  const length = group?.blockLength ?? 24;
  pen.text(words.howToRead, x, y, { size: 13, weight: 600, colour: theme.text });
  const rows = [
    ['districts', length - 8, 4, 9],
    ['nodes', length - 4, 4, 4],
    ['node', length, 1, 10],
  ] as const;
  for (const [what, prefix, count, size] of rows) {
    y += 32;
    for (let i = 0; i < count * count; i++)
      pen.fill(
        theme.ramp[2 + (i % 3)] ?? theme.ok,
        x + (i % count) * (size + 1),
        y - 9 + Math.floor(i / count) * (Math.min(size, 4) + 1),
        size,
        count === 1 ? 10 : 4,
      );
    pen.text(words.oneOf(what, `/${prefix}`), x + 60, y, { size: 12, colour: theme.muted });
  }
  y += 30;
  theme.ramp.forEach((colour, i) => pen.fill(colour, x + i * 26, y - 6, 26, 12));
  pen.text('0', x, y + 18, { size: 11, colour: theme.faint });
  pen.text(`${FULL_AT}+`, x + 156, y + 18, { size: 11, colour: theme.faint, align: 'right' });
  pen.text(words.podsPerNode, x + 166, y, { size: 12, colour: theme.muted });
  y += 42;
  const sums = totals(pen);
  const lines = [
    [
      words.nodesNotReady,
      sums.silent,
      () => notReadyBox(ctx, { x, y: y - 6, width: 12, height: 12 }, theme.bad, null, 1.5),
    ],
    [words.failing, sums.bad, () => failingBadge(ctx, x + 6, y, 12, theme)],
    [words.podsNotReady, sums.pending, () => triangle(ctx, x + 6, y, 12, theme.pending)],
  ] as const;
  for (const [text, count, glyph] of lines) {
    glyph();
    pen.text(text, x + 20, y, { size: 12, colour: theme.muted });
    pen.text(words.number(count), x + side, y, {
      size: 12,
      weight: 600,
      colour: theme.text,
      align: 'right',
    });
    y += 21;
  }
}

function unusedLot(pen: Pen): { x: number; y: number } | null {
  const { regions } = pen.scene.world;
  const last = regions.at(-1);
  const right = Math.max(...regions.map((region) => region.x));
  if (!last || last.x >= right) return null;
  return { x: last.x + PROVINCE.pitchX, y: last.y };
}

function totals({ scene }: Pen): { silent: number; bad: number; pending: number } {
  const sums = { silent: scene.plan.nodes.filter((node) => node.silent).length, bad: 0, pending: 0 };
  scene.plan.blocks.forEach((_, at) => {
    const { counts } = scene.tallies.of(at);
    sums.bad += counts[2] ?? 0;
    sums.pending += counts[1] ?? 0;
  });
  return sums;
}
