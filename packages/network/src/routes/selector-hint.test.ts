import { describe, expect, it } from '@jest/globals';
import { build, type Labels } from '@netkaart/topology';
import { selectorHint, selectorText, selects } from './selector-hint.js';

const pods = (...labels: readonly Labels[]) =>
  labels.map((one, index) => build.pod({ name: `p${index}`, labels: one }));

describe('selects', () => {
  it.each([
    [{ app: 'web' }, { app: 'web', tier: 'front' }, true],
    [{ app: 'web', tier: 'back' }, { app: 'web', tier: 'front' }, false],
    [{ app: 'web' }, {}, false],
    [{}, { app: 'web' }, false],
  ])('%j on %j is %s', (selector, labels, expected) => {
    expect(selects(selector, labels)).toBe(expected);
  });
});

describe('selectorHint', () => {
  it('finds the label that is a slip away, with the number of pods that have it', () => {
    expect(selectorHint({ app: 'mailr' }, pods({ app: 'mailer' }, { app: 'mailer' }, { app: 'web' }))).toEqual({
      label: 'app=mailer',
      count: 2,
    });
  });

  it('finds a slip in the key', () => {
    expect(selectorHint({ 'app.name': 'web' }, pods({ 'app-name': 'web' }))).toEqual({
      label: 'app-name=web',
      count: 1,
    });
  });

  it('finds a word with a part more', () => {
    expect(selectorHint({ app: 'shop' }, pods({ app: 'shop-api' }))).toEqual({ label: 'app=shop-api', count: 1 });
  });

  it('says nothing when nothing is near', () => {
    expect(selectorHint({ app: 'web' }, pods({ app: 'database' }, {}))).toBeNull();
  });

  it('says nothing when two labels differ: that is another workload', () => {
    expect(selectorHint({ app: 'web', tier: 'frnt' }, pods({ app: 'wbe', tier: 'front' }))).toBeNull();
  });

  it('prefers the nearest, then the more frequent, then the first by name', () => {
    expect(selectorHint({ app: 'alpha' }, pods({ app: 'alpia' }, { app: 'alpham' }, { app: 'alpham' }))?.label).toBe(
      'app=alpham',
    );
    expect(selectorHint({ app: 'alpha' }, pods({ app: 'alphb' }, { app: 'alphc' }))?.label).toBe('app=alphb');
  });
});

describe('selectorText', () => {
  it('lists the pairs by key', () => {
    expect(selectorText({ tier: 'front', app: 'web' })).toBe('app=web,tier=front');
  });
});
