import { describe, expect, it } from '@jest/globals';
import { shortNames } from './short-names.js';

const short = (...names: string[]) => [...shortNames(names).values()];

describe('short names', () => {
  it('leave out the words that all names begin with', () => {
    expect(short('harbour-a-01', 'harbour-b-14')).toEqual(['a-01', 'b-14']);
  });

  it('never cut within a word', () => {
    expect(short('worker1', 'worker2', 'master')).toEqual(['worker1', 'worker2', 'master']);
    expect(short('node-10', 'node-11')).toEqual(['10', '11']);
  });

  it('leave out a domain that all share', () => {
    expect(short('ip-10-0-0-1.eu.internal', 'ip-10-0-1-1.eu.internal')).toEqual(['0-1', '1-1']);
    expect(short('a.x', 'b.y')).toEqual(['a.x', 'b.y']);
  });

  it('keep a single name, and every name that would vanish', () => {
    expect(short('harbour-a-01')).toEqual(['harbour-a-01']);
    expect(short('a-', 'a-b')).toEqual(['a-', 'b']);
  });
});
