import { describe, expect, it } from '@jest/globals';
import { contains, subnetAt, subnetSize, toAddress, toNumber } from './subnets.js';

describe('subnets of a range', () => {
  it('follow each other without a gap, whatever their size', () => {
    expect(subnetAt('10.244.0.0/16', 24, 0)).toBe('10.244.0.0/24');
    expect(subnetAt('10.244.0.0/16', 24, 255)).toBe('10.244.255.0/24');
    expect(subnetAt('10.244.0.0/16', 27, 9)).toBe('10.244.1.32/27');
    expect(subnetAt('10.0.0.0/8', 22, 65)).toBe('10.1.4.0/22');
  });

  it('have as many addresses as their prefix leaves open', () => {
    expect([32, 27, 24, 16].map(subnetSize)).toEqual([1, 32, 256, 65_536]);
  });

  it('contain their first and last address and none beside', () => {
    const inside = ['10.244.1.32', '10.244.1.63'];
    const outside = ['10.244.1.31', '10.244.1.64', '10.244.0.40'];
    expect(inside.every((address) => contains('10.244.1.32/27', address))).toBe(true);
    expect(outside.some((address) => contains('10.244.1.32/27', address))).toBe(false);
  });
});

describe('addresses', () => {
  it('are the same again after having been a number', () => {
    for (const address of ['0.0.0.0', '10.244.0.1', '192.168.255.10', '255.255.255.255']) {
      expect(toAddress(toNumber(address))).toBe(address);
    }
  });
});
