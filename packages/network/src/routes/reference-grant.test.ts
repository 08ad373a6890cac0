import { describe, expect, it } from '@jest/globals';
import { build, type ReferenceGrantRecord } from '@netkaart/topology';
import { type CrossReference, grantFor } from './reference-grant.js';

const GROUP = 'gateway.networking.k8s.io';
const reference: CrossReference = {
  fromKind: 'HTTPRoute',
  fromNamespace: 'shop',
  toKind: 'Service',
  toGroup: '',
  toName: 'pay-api',
};
function grant(fields: Partial<ReferenceGrantRecord> = {}): ReferenceGrantRecord {
  return build.referenceGrant({
    namespace: 'payments',
    name: 'allow',
    from: [{ group: GROUP, kind: 'HTTPRoute', namespace: 'shop' }],
    to: [{ group: '', kind: 'Service', name: '' }],
    ...fields,
  });
}

describe('grantFor (8, ReferenceGrant)', () => {
  it.each([
    ['a grant for every Service of the namespace', grant(), true],
    ['a grant for this Service', grant({ to: [{ group: '', kind: 'Service', name: 'pay-api' }] }), true],
    ['not a grant for another Service', grant({ to: [{ group: '', kind: 'Service', name: 'ledger' }] }), false],
    ['not a grant for another kind of target', grant({ to: [{ group: '', kind: 'Secret', name: '' }] }), false],
    [
      'not a grant for another namespace',
      grant({ from: [{ group: GROUP, kind: 'HTTPRoute', namespace: 'ci' }] }),
      false,
    ],
    [
      'not a grant for another kind of route',
      grant({ from: [{ group: GROUP, kind: 'GRPCRoute', namespace: 'shop' }] }),
      false,
    ],
    ['not a grant of another group', grant({ from: [{ group: '', kind: 'HTTPRoute', namespace: 'shop' }] }), false],
  ])('takes %s', (_, one, allowed) => {
    expect(grantFor(reference, [one]) !== null).toBe(allowed);
  });

  it('names the first of several by name, whatever their order', () => {
    const grants = [grant({ name: 'b' }), grant({ name: 'a' })];
    expect(grantFor(reference, grants)?.name).toBe('a');
    expect(grantFor(reference, grants.reverse())?.name).toBe('a');
  });
});
