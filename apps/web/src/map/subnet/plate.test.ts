import { describe, expect, it } from '@jest/globals';
import { parsePrefix } from '@netkaart/topology';
import { spanText } from './draw-card-bus';
import { rampStep } from './draw-tiles';
import { badgeSide } from './badges';
import { layFlags } from './plate-flags';
import { rulerTicks, shortAddress } from './plate-ruler';
import type { ServiceFact } from './service-facts';

const prefix = (text: string) => parsePrefix(text)!;

describe('the ruler of the Service range', () => {
  it('labels 10.96.0.0/12 as drawn', () => {
    const range = prefix('10.96.0.0/12');
    const { ticks, labels } = rulerTicks(range, 10);
    expect(labels.map((offset) => shortAddress(range, offset))).toEqual([
      '10.96',
      '10.100',
      '10.104',
      '10.108',
      '10.112',
    ]);
    expect(ticks).toHaveLength(17);
  });

  it('labels 10.43.0.0/16 as drawn', () => {
    const range = prefix('10.43.0.0/16');
    expect(rulerTicks(range, 10).labels.map((offset) => shortAddress(range, offset))).toEqual([
      '10.43.0',
      '10.43.64',
      '10.43.128',
      '10.43.192',
      '.255',
    ]);
  });

  it('copes with ranges of one address and of IPv6', () => {
    expect(rulerTicks(prefix('10.0.0.1/32'), 10).labels).toEqual([0, 1]);
    expect(shortAddress(prefix('fd00:43::/112'), 0)).toBe('fd00:43::');
  });
});

describe('the flags of Services', () => {
  const fact = (name: string, offset: number): ServiceFact => ({
    uid: name,
    name,
    namespace: 'default',
    address: '10.96.0.1',
    range: 0,
    offset,
    detail: '80/TCP',
  });
  const lay = (facts: readonly ServiceFact[], right: number) =>
    layFlags(
      facts,
      () => 150,
      { x: 40, right },
      (one) => one.offset,
    );

  it('show all Services that fit, in address order, without overlap', () => {
    const { flags, left } = lay([fact('a', 10), fact('b', 300), fact('c', 600)], 900);
    expect(left).toBe(0);
    expect(flags.map((flag) => flag.fact.name)).toEqual(['a', 'b', 'c']);
    flags.slice(1).forEach((flag, i) => expect(flag.x).toBeGreaterThanOrEqual(flags[i]!.x + 150));
  });

  it('count the rest, and keep kubernetes and kube-dns', () => {
    const { flags, left } = lay(
      [fact('a', 10), fact('b', 20), fact('kube-dns', 300), fact('z', 600), fact('kubernetes', 800)],
      420,
    );
    expect(flags.map((flag) => flag.fact.name)).toEqual(['kube-dns', 'kubernetes']);
    expect(left).toBe(3);
  });
});

describe('small words', () => {
  it('write the end of the node network without what it shares', () => {
    expect(spanText('192.168.1.10', '192.168.1.12')).toBe('192.168.1.10 – .12');
    expect(spanText('10.20.1.11', '10.20.3.30')).toBe('10.20.1.11 – .3.30');
    expect(spanText('10.0.0.1', '172.16.0.9')).toBe('10.0.0.1 – 172.16.0.9');
    expect(spanText('10.0.0.1', '10.0.0.1')).toBe('10.0.0.1');
  });

  it('size badges by the logarithm, never below 5 px', () => {
    expect([1, 4, 16, 1e6].map((count) => badgeSide(count))).toEqual([5, 8.8, 12.6, 14]);
  });

  it('step occupancy from empty to full', () => {
    expect([0, 1, 12, 30, 56, 200].map((pods) => rampStep(pods, 253))).toEqual([0, 1, 2, 3, 5, 5]);
  });
});
