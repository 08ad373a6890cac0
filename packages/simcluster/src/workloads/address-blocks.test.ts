import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AddressBlocks, toAddress, toNumber, type Block } from './address-blocks.js';

const block = (node: string, first: string, size = 4): Block => ({
  node,
  first: toNumber(first),
  size,
  used: new Set(),
  next: 0,
});

describe('AddressBlocks', () => {
  it('writes and reads addresses', () => {
    fc.assert(fc.property(fc.nat(2 ** 32 - 1), (number) => expect(toNumber(toAddress(number))).toBe(number)));
    expect(toAddress(toNumber('10.60.255.1') + 255)).toBe('10.61.0.0');
  });

  it('never gives out an address that is in use', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (turns) => {
        const blocks = new AddressBlocks([block('n', '10.0.0.0', 8)]);
        const held: string[] = [];
        for (const take of turns) {
          const address = take ? blocks.allocate('n') : null;
          if (address !== null) {
            expect(held).not.toContain(address);
            held.push(address);
          } else if (!take && held.length > 0) blocks.release(held.shift()!);
          expect(blocks.free('n')).toBe(8 - held.length);
        }
      }),
    );
  });

  it('lets a freed address rest while others are free', () => {
    const blocks = new AddressBlocks([block('n', '10.0.0.0')]);
    const first = blocks.allocate('n')!;
    blocks.release(first);
    expect(blocks.allocate('n')).not.toBe(first);
  });

  it('asks for one more block when a node has none free, and gives up when there is none', () => {
    const more = [block('n', '10.0.1.0', 1)];
    const blocks = new AddressBlocks([block('n', '10.0.0.0', 1)], () => more.pop() ?? null);
    expect([blocks.allocate('n'), blocks.allocate('n'), blocks.allocate('n')]).toEqual(['10.0.0.0', '10.0.1.0', null]);
  });

  it('tells which block has changed', () => {
    const told: number[] = [];
    const only = block('n', '10.0.0.0');
    const blocks = new AddressBlocks([only], undefined, ({ used }) => told.push(used.size));
    blocks.release(blocks.allocate('n')!);
    expect(told).toEqual([1, 0]);
  });
});
