import { describe, expect, it } from '@jest/globals';
import type { ClusterStatus, KindState } from '@netkaart/protocol';
import { KINDS } from '@netkaart/topology';
import { clusterRoleFor } from './cluster-role';
import { progressOf } from './progress';
import { situationOf, type Known } from './situation';

const kind = (name: KindState['kind'], over: Partial<KindState> = {}): KindState => ({
  kind: name,
  phase: 'live',
  read: 1,
  total: 1,
  detail: '',
  retryAt: null,
  ...over,
});
const status = (over: Partial<ClusterStatus> = {}): ClusterStatus =>
  ({
    id: 'c',
    name: 'c',
    phase: 'live',
    detail: '',
    retryAt: null,
    provenAt: 5,
    kinds: [kind('Pod')],
    ...over,
  }) as ClusterStatus;
const told = (over: Partial<Known>): string[] =>
  situationOf({ cluster: 'c', heard: true, status: status(), scene: null, unknown: false, broken: null, ...over }).map(
    ({ key }) => key,
  );

describe('what is said about the picture', () => {
  it('is nothing while all is well, and nothing before the server has spoken', () => {
    expect(told({})).toEqual([]);
    expect(told({ heard: false, status: null })).toEqual([]);
  });

  it.each([
    ['unknown', { status: null }],
    ['unknown', { unknown: true }],
    ['failed', { status: status({ phase: 'failed' }) }],
    ['stale', { status: status({ phase: 'stale' }) }],
    ['connecting', { status: status({ phase: 'connecting' }) }],
    ['denied', { status: status({ kinds: [kind('Node', { phase: 'denied' })] }) }],
    ['broken', { broken: 'no' }],
  ] as const)('is %s', (key, known) => {
    expect(told(known)).toEqual([key]);
  });

  it('keeps the server’s own words and the time of the next attempt', () => {
    const [failed] = situationOf({
      cluster: 'c',
      heard: true,
      status: status({ phase: 'failed', detail: 'ECONNREFUSED', retryAt: 9 }),
      scene: null,
      unknown: false,
      broken: null,
    });
    expect(failed).toMatchObject({ detail: 'ECONNREFUSED', retryAt: 9, tone: 'bad' });
  });
});

describe('the ClusterRole to copy', () => {
  it('allows list and watch on what is missing, grouped, and nothing else', () => {
    expect(clusterRoleFor([{ kind: 'Ingress' }, { kind: 'Pod' }, { kind: 'NetworkPolicy' }])).toBe(
      [
        'apiVersion: rbac.authorization.k8s.io/v1',
        'kind: ClusterRole',
        'metadata:',
        '  name: netkaart-reader',
        'rules:',
        '  - apiGroups: [""]',
        '    resources: ["pods"]',
        '    verbs: ["list", "watch"]',
        '  - apiGroups: ["networking.k8s.io"]',
        '    resources: ["ingresses", "networkpolicies"]',
        '    verbs: ["list", "watch"]',
        '',
      ].join('\n'),
    );
  });

  it('never names a Secret, a wildcard or a verb that writes, whatever is missing', () => {
    const role = clusterRoleFor(KINDS.map((one) => ({ kind: one })));
    expect(role).not.toMatch(/secret|\*|create|update|patch|delete|exec/i);
    expect(role.match(/verbs: \["list", "watch"\]/g)?.length).toBeGreaterThan(4);
  });
});

describe('the progress of reading', () => {
  it('is that of the largest list, in real counts', () => {
    const kinds = [
      kind('Node', { phase: 'listing', read: 3, total: 60 }),
      kind('Pod', { phase: 'listing', read: 500, total: 1400 }),
    ];
    expect(progressOf({ phase: 'syncing', kinds })).toEqual({ kind: 'Pod', read: 500, total: 1400 });
    expect(progressOf({ phase: 'live', kinds })).toBeNull();
  });
});
