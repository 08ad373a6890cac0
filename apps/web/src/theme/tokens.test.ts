import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { contrast, difference, linear, seenBy, VISION, type Rgb } from './colour-maths';
import { themeCss } from './theme-css';
import { dark, light, type Theme } from './tokens';

const STATES = ['ok', 'pending', 'bad', 'unknown', 'leaving', 'added'] as const;
const GROUNDS = ['bg', 'surface', 'raised'] as const;
const visions: readonly ((rgb: Rgb) => Rgb)[] = [
  (rgb) => rgb,
  ...(Object.keys(VISION) as (keyof typeof VISION)[]).map((kind) => (rgb: Rgb) => seenBy(kind, rgb)),
];

const pairs = (theme: Theme): (readonly [string, number])[] =>
  STATES.flatMap((a, i) =>
    STATES.slice(i + 1).flatMap((b) =>
      visions.map((see) => [`${a}/${b}`, difference(see(linear(theme[a])), see(linear(theme[b])))] as const),
    ),
  );

describe('tokens.css', () => {
  it('is exactly what tokens.ts says', () => {
    expect(readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')).toBe(themeCss(dark, light));
  });
});

describe.each([
  ['dark', dark],
  ['light', light],
])('%s theme', (_, theme) => {
  it.each(STATES)('shows the state %s at 3:1 or more on the ground', (state) => {
    expect(contrast(theme[state], theme.bg)).toBeGreaterThanOrEqual(3);
  });

  it('keeps every pair of states apart by ΔE 10 or more in four kinds of vision', () => {
    expect(pairs(theme).filter(([, distance]) => distance < 10)).toEqual([]);
  });

  it.each(['text', 'muted', 'faint', 'accent'] as const)('writes %s at 4.5:1 or more on every ground', (name) => {
    for (const ground of GROUNDS) expect(contrast(theme[name], theme[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it('draws borders that matter at 3:1 or more on every ground', () => {
    for (const ground of GROUNDS) expect(contrast(theme.control, theme[ground])).toBeGreaterThanOrEqual(3);
  });

  it('writes glyphs at 4.5:1 or more on each state fill', () => {
    const glyph = { ok: theme.onOk, pending: theme.onPending } as Readonly<Record<string, string>>;
    for (const state of STATES)
      expect(contrast(theme[state], glyph[state] ?? theme.onOther)).toBeGreaterThanOrEqual(4.5);
  });

  it('climbs in occupancy without a step back', () => {
    const steps = theme.ramp.map((colour) => contrast(colour, theme.bg));
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
  });
});
