import { describe, expect, it } from '@jest/globals';
import { build, canonicalTopology, decodeColumns, encodeColumns, hash, emptyTopology, diff, apply } from '../index.js';
describe('columns', () => {
  it('hold a small cluster there and back', () => {
    const t = build.topology([
      build.node({ name: 'a' }),
      build.pod({ name: 'p', ips: ['10.0.0.1'] }),
      build.pod({ name: 'q' }),
    ]);
    const back = decodeColumns(encodeColumns(t));
    expect(canonicalTopology(back)).toBe(canonicalTopology(t));
    expect(hash(back)).toBe(hash(t));
    expect(canonicalTopology(apply(emptyTopology(), diff(emptyTopology(), t)))).toBe(canonicalTopology(t));
  });
});
