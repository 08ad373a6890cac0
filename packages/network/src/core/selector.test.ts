import { describe, expect, it } from '@jest/globals';
import type { LabelSelector } from '@netkaart/topology';
import { matchesLabels, matchesSelector, selectsEverything } from './selector.js';

const where = (key: string, operator: string, ...values: string[]): LabelSelector => ({
  matchLabels: {},
  matchExpressions: [{ key, operator, values }],
});
const web = { app: 'web', tier: 'front', empty: '' };

describe('PE4: selectors', () => {
  it.each([
    ['In with the value', where('app', 'In', 'api', 'web'), true],
    ['In without the value', where('app', 'In', 'api'), false],
    ['In with a missing key', where('zone', 'In', 'a'), false],
    ['In of nothing', where('app', 'In'), false],
    ['In of the empty value', where('empty', 'In', ''), true],
    ['In of the empty value with a missing key', where('zone', 'In', ''), false],
    ['NotIn with the value', where('app', 'NotIn', 'web'), false],
    ['NotIn with another value', where('app', 'NotIn', 'api'), true],
    ['NotIn with a missing key', where('zone', 'NotIn', 'a'), true],
    ['Exists', where('app', 'Exists'), true],
    ['Exists with an empty value', where('empty', 'Exists'), true],
    ['Exists with a missing key', where('zone', 'Exists'), false],
    ['DoesNotExist', where('zone', 'DoesNotExist'), true],
    ['DoesNotExist with the key', where('app', 'DoesNotExist'), false],
    ['an unknown operator', where('app', 'Matches', 'web'), false],
    ['a key of Object.prototype', where('constructor', 'Exists'), false],
    ['__proto__', where('__proto__', 'Exists'), false],
  ])('%s', (_, selector, expected) => {
    expect(matchesSelector(selector, web)).toBe(expected);
  });

  it('the empty selector matches everything, nil nothing', () => {
    const empty: LabelSelector = { matchLabels: {}, matchExpressions: [] };
    expect([matchesSelector(empty, web), matchesSelector(empty, {}), selectsEverything(empty)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([matchesSelector(null, web), matchesSelector(null, {})]).toEqual([false, false]);
  });

  it('matchLabels and matchExpressions must both hold, and every expression', () => {
    const both = (app: string, ...operators: string[]): LabelSelector => ({
      matchLabels: { app },
      matchExpressions: operators.map((operator) => ({ key: 'tier', operator, values: [] })),
    });
    expect(matchesSelector(both('web', 'Exists'), web)).toBe(true);
    expect(matchesSelector(both('api', 'Exists'), web)).toBe(false);
    expect(matchesSelector(both('web', 'DoesNotExist'), web)).toBe(false);
    expect(matchesSelector(both('web', 'Exists', 'DoesNotExist'), web)).toBe(false);
  });

  it.each([
    [{ app: 'web' }, true],
    [{ app: 'web', tier: 'front' }, true],
    [{ app: 'web', tier: 'back' }, false],
    [{ app: 'web', zone: 'a' }, false],
    [{ constructor: 'x' }, false],
    [{}, true],
    [null, false],
  ])('equality selector %j: %s', (selector, expected) => {
    expect(matchesLabels(selector as Record<string, string> | null, web)).toBe(expected);
  });
});
