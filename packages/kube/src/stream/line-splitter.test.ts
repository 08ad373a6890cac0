import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LineSplitter, type Line } from './line-splitter.js';

function split(chunks: readonly Uint8Array[], splitter = new LineSplitter()): Line[] {
  const lines: Line[] = [];
  for (const chunk of chunks) splitter.push(chunk, (line) => lines.push(line));
  return lines;
}

describe('LineSplitter', () => {
  it('gives the same lines however the bytes are cut', () => {
    const line = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !text.includes('\n') && text.trim() !== '');
    fc.assert(
      fc.property(fc.array(line), fc.integer({ min: 1, max: 7 }), (lines, size) => {
        const whole = Buffer.from(lines.map((text) => `${text}\n`).join(''));
        const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, i) =>
          whole.subarray(i * size, (i + 1) * size),
        );
        expect(split(chunks)).toEqual(lines.map((text) => ({ text })));
      }),
    );
  });

  it('skips empty lines and keeps an unfinished one back', () => {
    expect(split([Buffer.from('\n a\n\r\n\nb')])).toEqual([{ text: ' a' }]);
  });

  it('leaves a line out that is too large, keeps its beginning, and goes on', () => {
    const splitter = new LineSplitter({ maxBytes: 10, headBytes: 4 });
    const chunks = ['abcdef', 'ghijkl', 'mnop\nnext\n'].map((text) => Buffer.from(text));
    expect(split(chunks, splitter)).toEqual([{ oversize: { bytes: 16, head: 'abcd' } }, { text: 'next' }]);
  });
});
