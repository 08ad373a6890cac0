import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changeSchema, clientMessageSchema, formatCursor, parseCursor, serverMessageSchema } from './index.js';

describe('cursor', () => {
  it('reads what it writes', () => {
    const natural = fc.nat({ max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(natural, natural, (epoch, seq) => {
        expect(parseCursor(formatCursor({ epoch, seq }))).toEqual({ epoch, seq });
      }),
    );
  });

  it.each(['', '1', '1:', ':1', '1:-2', '1:2:3', ' 1:2', '1:2 ', '1e3:2', '9999999999999999:1'])(
    'refuses %j',
    (text) => {
      expect(parseCursor(text)).toBeNull();
    },
  );
});

describe('client messages', () => {
  it.each([
    { type: 'hello', protocol: 1 },
    { type: 'subscribe', cluster: 'example', since: null },
    { type: 'subscribe', cluster: 'example', since: { epoch: 1, seq: 7 } },
    { type: 'unsubscribe', cluster: 'example' },
    { type: 'ping' },
  ])('accepts $type', (message) => {
    expect(clientMessageSchema.parse(message)).toEqual(message);
  });

  it.each([
    null,
    'hello',
    {},
    { type: 'delete' },
    { type: 'hello', protocol: '1' },
    { type: 'subscribe', cluster: 'x'.repeat(254), since: null },
    { type: 'subscribe', cluster: 'example', since: { epoch: -1, seq: 0 } },
  ])('refuses %j', (message) => {
    expect(clientMessageSchema.safeParse(message).success).toBe(false);
  });
});

describe('changes', () => {
  const record = { kind: 'Namespace', uid: 'u1', name: 'default' };

  it.each([
    { op: 'add', kind: 'Namespace', uid: 'u1', record },
    { op: 'update', kind: 'Namespace', uid: 'u1', patch: { phase: 'Terminating' } },
    { op: 'delete', kind: 'Namespace', uid: 'u1' },
  ])('carry $op', (change) => {
    expect(changeSchema.parse(change)).toEqual(change);
  });

  it.each([
    { op: 'add', kind: 'Namespace', uid: 'u1' },
    { op: 'add', kind: 'Secret', uid: 'u1', record },
    { op: 'update', kind: 'Namespace', uid: 'u1', patch: [] },
    { op: 'rename', kind: 'Namespace', uid: 'u1' },
  ])('refuse %j', (change) => {
    expect(changeSchema.safeParse(change).success).toBe(false);
  });

  it('travel in a numbered batch', () => {
    const message = {
      type: 'changes',
      cluster: 'example',
      epoch: 1,
      from: 4,
      to: 5,
      observedAt: 1,
      merged: false,
      changes: [{ op: 'delete', kind: 'Pod', uid: 'u1' }],
    };
    expect(serverMessageSchema.parse(message)).toEqual(message);
  });
});
