import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KINDS } from '@netkaart/topology';
import { anchorOf, cameraOf, formatAnchor, parseAnchor } from './anchor';
import { parseReference, referenceOf } from './reference';
import { COLOURS, formatViewState, freshState, parseViewState, viewHref, VIEWS, type ViewState } from './view-state';

const name = fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,20}[a-z0-9])?$/);
const thousandths = (min: number, max: number) => fc.integer({ min: min * 1000, max: max * 1000 }).map((n) => n / 1000);
const anchor = fc.record({
  reference: fc.option(name.map((n) => `node:${n}`)),
  dx: thousandths(-99999, 99999),
  dy: thousandths(-99999, 99999),
  k: thousandths(1, 500),
});
const reserved = ['cluster', 'view', 'sel', 'ns', 'by', 'v', 't', 'theme', 'lang'];
const state: fc.Arbitrary<ViewState> = fc.record({
  cluster: fc.string({ unit: 'binary' }),
  view: fc.constantFrom(...VIEWS),
  selection: fc.option(fc.string({ minLength: 1, unit: 'grapheme' })),
  namespaces: fc.option(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }).map((names) => names.sort())),
  colourBy: fc.constantFrom(...COLOURS),
  anchor: fc.option(anchor),
  table: fc.boolean(),
  theme: fc.option(fc.constantFrom('dark' as const, 'light' as const)),
  language: fc.option(fc.constantFrom('en' as const, 'nl' as const)),
  options: fc.dictionary(
    fc.stringMatching(/^[a-z]{1,8}$/).filter((key) => !reserved.includes(key)),
    fc.string(),
    { maxKeys: 4, noNullPrototype: true },
  ),
});

describe('the state of a view', () => {
  it('comes back from its link unchanged', () => {
    fc.assert(
      fc.property(state, (before) => {
        expect(normal(parseViewState(formatViewState(before)))).toEqual(normal(before));
      }),
    );
  });

  it('is read from any text without an error, and its link is stable', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const link = formatViewState(parseViewState(text));
        expect(formatViewState(parseViewState(link))).toBe(link);
      }),
    );
  });

  it('leaves defaults out of the link and keeps addresses legible', () => {
    const link = viewHref({
      ...parseViewState(''),
      cluster: 'harbour',
      selection: 'pod:shop/api-1',
      namespaces: ['a', 'b'],
    });
    expect(link).toBe('/c/?cluster=harbour&sel=pod:shop/api-1&ns=a,b');
  });

  it('keeps the words of a newer version', () => {
    expect(formatViewState(parseViewState('?cluster=c&at=12:00&cmp=now'))).toBe('?cluster=c&at=12:00&cmp=now');
  });

  it('starts a fresh link with the reader’s theme and language only', () => {
    const old = parseViewState('?cluster=a&sel=node:n&theme=light&lang=nl&by=age');
    expect(formatViewState(freshState('b', 'routes', old))).toBe('?cluster=b&view=routes&theme=light&lang=nl');
  });
});

describe('an anchor', () => {
  it('comes back from its text', () => {
    fc.assert(fc.property(anchor, (value) => expect(parseAnchor(formatAnchor(value))).toEqual(zeroes(value))));
  });

  it('opens on the same place in a picture of another size', () => {
    const place = { x: 100, y: 40, width: 20, height: 10 };
    const shot = anchorOf({ k: 2, x: -50, y: 10 }, { width: 800, height: 600 }, 'node:n', place);
    const camera = cameraOf(shot, { width: 400, height: 300 }, place);
    const centre = (c: { k: number; x: number; y: number }, w: number, h: number) => [
      (w / 2 - c.x) / c.k,
      (h / 2 - c.y) / c.k,
    ];
    expect(centre(camera, 400, 300)).toEqual(centre({ k: 2, x: -50, y: 10 }, 800, 600));
    expect(camera.k).toBe(2);
  });

  it.each(['', 'x', '~1~2', '~1~2@0', '~1~2@-3', '~a~2@1', '~1~2@1e9'])('is refused when it is %j', (text) => {
    expect(parseAnchor(text)).toBeNull();
  });
});

describe('a reference', () => {
  it.each(KINDS)('names a %s and finds it again', (kind) => {
    const object = { kind, namespace: kind === 'Namespace' || kind === 'Node' ? '' : 'shop', name: 'api.v1-2' };
    expect(parseReference(referenceOf(object))).toEqual({ type: 'object', ...object });
  });

  it('keeps addresses and ranges as they are', () => {
    expect(parseReference('cidr:10.244.2.0/24')).toEqual({ type: 'place', target: 'cidr:10.244.2.0/24' });
    expect(parseReference('ip:fd00::1')).toEqual({ type: 'place', target: 'ip:fd00::1' });
  });

  it.each(['', 'pod', 'pod:', 'nonsense:x', 'POD:x', ':x'])('is none when it is %j', (text) => {
    expect(parseReference(text)).toBeNull();
  });
});

function normal(value: ViewState): ViewState {
  return { ...value, anchor: value.anchor && zeroes(value.anchor) };
}

/** −0 is written as 0. */
function zeroes<T extends { dx: number; dy: number }>(value: T): T {
  return { ...value, dx: value.dx + 0, dy: value.dy + 0 };
}
