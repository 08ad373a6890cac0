import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ListFormatError, ListParser, type ListEnvelope, type ListItem } from './list-parser.js';

interface Parsed {
  readonly items: ListItem[];
  readonly envelope: ListEnvelope;
}

function parse(chunks: readonly Uint8Array[], parser = new ListParser()): Parsed {
  const items: ListItem[] = [];
  for (const chunk of chunks) parser.push(chunk, (item) => items.push(item));
  return { items, envelope: parser.end() };
}

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const values = ({ items }: Parsed) => items.map((item) => ('value' in item ? item.value : null));

/** Cuts bytes at the given places. */
function cut(whole: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...new Set(places.map((place) => place % whole.length))].sort((a, b) => a - b);
  return [...ends, whole.length].map((end, index) => whole.subarray(index === 0 ? 0 : ends[index - 1], end));
}

describe('ListParser', () => {
  it('finds the items and what the list says of itself, before or behind them', () => {
    const metadata = { resourceVersion: '12', continue: 'next', remainingItemCount: 7 };
    const items = [{ a: 1 }, { b: ['}', ']'] }];
    const envelope = { resourceVersion: '12', next: 'next', remaining: 7 };
    expect(parse([bytes({ kind: 'List', metadata, items })])).toEqual({
      items: items.map((value) => ({ value })),
      envelope,
    });
    expect(parse([bytes({ items, metadata, kind: 'List' })])).toEqual({
      items: items.map((value) => ({ value })),
      envelope,
    });
  });

  it('knows what the list says of itself as soon as the items begin, when it stands before them', () => {
    const parser = new ListParser();
    parser.push(
      bytes('{"kind":"PodList","metadata":{"resourceVersion":"12","continue":"c"},"items":['),
      () => undefined,
    );
    expect(parser.early).toEqual({ resourceVersion: '12', next: 'c', remaining: null });
    const behind = new ListParser();
    behind.push(bytes('{"items":[{}]'), () => undefined);
    expect(behind.early).toBeNull();
  });

  it.each([
    ['{"items":[],"metadata":{"resourceVersion":"1"}}', []],
    ['{"items":null,"metadata":{"resourceVersion":"1"}}', []],
    ['{"metadata":{"resourceVersion":"1"}}', []],
    ['{"metadata":{"resourceVersion":"1","items":[1,2]},"items":[{"items":[{}]}]}', [{ items: [{}] }]],
    ['{"note":"items","metadata":{"resourceVersion":"1"},"other":[3],"items":[{}]}', [{}]],
    [
      '{ "metadata" : { "resourceVersion" : "1" } , "items" : [ { "a" : 1 } ,\n { "b" : 2 } ] }\n',
      [{ a: 1 }, { b: 2 }],
    ],
    [
      '{"metadata":{"resourceVersion":"1"},"items":[{"a":"\\\\"},{"b":"\\"}{\\\\\\""}]}',
      [{ a: '\\' }, { b: '"}{\\"' }],
    ],
  ])('reads %s', (text, expected) => {
    expect(values(parse([bytes(text)]))).toEqual(expected);
  });

  it('gives the same items however the bytes are cut, as JSON.parse does on the whole', () => {
    const item = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 8 }),
        fc.array(fc.nat(5000), { maxLength: 40 }),
        fc.boolean(),
        (items, places, behind) => {
          const metadata = { resourceVersion: '5' };
          const text = JSON.stringify(behind ? { items, metadata } : { metadata, items });
          const parsed = parse(cut(bytes(text), places));
          expect(values(parsed)).toEqual((JSON.parse(text) as { items: unknown[] }).items);
          expect(parsed.envelope.resourceVersion).toBe('5');
        },
      ),
    );
  });

  it('reads a list byte by byte', () => {
    const list = { metadata: { resourceVersion: '5' }, items: [{ name: 'gestört – 停止 🛑 \\ "' }] };
    const whole = bytes(list);
    expect(values(parse([...whole].map((byte) => new Uint8Array([byte]))))).toEqual(list.items);
  });

  it('leaves an item out that is too large, keeps its beginning, and goes on', () => {
    const parser = new ListParser({ maxBytes: 1000, headBytes: 40 });
    const huge = { metadata: { name: 'huge' }, data: 'x'.repeat(5000) };
    const { items } = parse(
      cut(bytes({ metadata: { resourceVersion: '5' }, items: [{ a: 1 }, huge, { b: 2 }] }), [700, 1400, 3000]),
      parser,
    );
    expect(items[0]).toEqual({ value: { a: 1 } });
    expect(items[1]).toEqual({
      oversize: { bytes: JSON.stringify(huge).length, head: JSON.stringify(huge).slice(0, 40) },
    });
    expect(items[2]).toEqual({ value: { b: 2 } });
  });

  it.each([
    '',
    '{',
    '[]',
    '"items"',
    '{"metadata":{"resourceVersion":"1"},"items":[{"a":1}',
    '{"metadata":{"resourceVersion":"1"},"items":[{"a":"',
    '{"metadata":{"resourceVersion":"1"},"items":[{"a":1}]',
    '{"metadata":{"resourceVersion":"1"},"items":[1]}',
    '{"metadata":{"resourceVersion":"1"},"items":[{"a":}]}',
    '{"metadata":{},"items":[]}',
    '{"items":[],"items":[]}',
    'no JSON at all',
  ])('takes %j for no list', (text) => {
    expect(() => parse([bytes(text)])).toThrow(ListFormatError);
  });

  it('throws nothing but ListFormatError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        try {
          parse([bytes('{"metadata":{"resourceVersion":"1"},"items":[{"a":1},'), noise]);
        } catch (error) {
          expect(error).toBeInstanceOf(ListFormatError);
        }
      }),
    );
  });
});
