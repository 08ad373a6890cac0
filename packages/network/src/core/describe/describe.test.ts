import { describe, expect, it } from '@jest/globals';
import { BLANK, build, KINDS, type NetRecord, type Topology } from '@netkaart/topology';
import fc from 'fast-check';
import { smallRecord } from '../../../test/small-cluster.js';
import { fieldKeys, fieldsOf } from './describe.js';
import type { Field } from './field.js';

const NOTHING = build.topology([]);
const row = (record: NetRecord, key: string, topology: Topology = NOTHING): Field =>
  fieldsOf(topology, record).find((field) => field.key === key)!;
const lines = (record: NetRecord, key: string) => row(record, key).values;

describe('fieldsOf', () => {
  it.each(KINDS)('%s: every field of the record has a row with its path', (kind) => {
    const record = BLANK[kind];
    const rows = fieldsOf(NOTHING, record);
    for (const field of Object.keys(record)) {
      const found = rows.filter(({ key }) => key === field);
      expect([field, found.length]).toEqual([field, 1]);
      expect(typeof found[0]!.source.path).toBe('string');
    }
  });

  it.each(KINDS)('%s: whatever a field says, its row says something, and a row is empty only for nothing', (kind) => {
    fc.assert(
      fc.property(smallRecord(kind), (record) => {
        for (const { key, values, evidence, rule } of fieldsOf(NOTHING, record)) {
          if (!Object.hasOwn(record, key)) continue;
          const value = (record as unknown as Record<string, unknown>)[key];
          const isNothing =
            value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
          if (!isNothing && !isEmptyInside(value)) expect([key, values.length > 0]).toEqual([key, true]);
          if ((value === null || value === '') && evidence === 'read') expect([key, values]).toEqual([key, []]);
          if (evidence === 'inferred') expect([key, rule]).not.toEqual([key, '']);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('names the object and the field that each value comes from', () => {
    expect(row(build.node({ name: 'worker2', podCIDRs: ['10.244.2.0/24'] }), 'podCIDRs')).toEqual({
      key: 'podCIDRs',
      values: ['10.244.2.0/24'],
      evidence: 'read',
      source: { object: 'Node worker2', path: 'spec.podCIDRs' },
      rule: '',
      links: [],
    });
    expect(row(build.pod({ name: 'web' }), 'node').source.object).toBe('Pod default/web');
  });

  it('links to the objects that a field names, and only to those that exist', () => {
    const node = build.node({ name: 'worker1' });
    const pod = build.pod({ node: 'worker1' });
    expect(row(pod, 'node', build.topology([node, pod])).links).toEqual([node.uid]);
    expect(row(pod, 'node').links).toEqual([]);
    const backend = { service: { name: 'web', port: 80 }, resource: null };
    const paths = [1, 2].map(() => ({ path: '/', pathType: 'Prefix', backend }));
    const ingress = build.ingress({ rules: [{ host: '', paths }] });
    const service = build.service({ name: 'web' });
    expect(row(ingress, 'rules', build.topology([service])).links).toEqual([service.uid]);
  });

  it('says what it inferred and by which rule', () => {
    const pod = build.pod({
      node: 'worker1',
      owner: { kind: 'ReplicaSet', name: 'web-57bbd47f4d', uid: 'r' },
      labels: { 'pod-template-hash': '57bbd47f4d' },
    });
    expect(row(pod, 'workload')).toMatchObject({ values: ['Deployment web'], evidence: 'inferred' });
    expect(row(pod, 'workload').rule).not.toBe('');
    const silent = build.topology([pod, build.node({ name: 'worker1', ready: 'Unknown' })]);
    expect(row(pod, 'state', silent)).toMatchObject({ values: ['unknown'], evidence: 'inferred' });
  });

  it('says unknown where the allocator does not tell', () => {
    expect(row(build.addressBlock(), 'pool').evidence).toBe('unknown');
    expect(row(build.ipPool(), 'blockPrefix').evidence).toBe('unknown');
    expect(row(build.ipPool({ blockPrefix: 26 }), 'blockPrefix')).toMatchObject({ evidence: 'read', values: ['26'] });
  });

  it('reads roles and zone from the labels', () => {
    const node = build.node({
      labels: { 'node-role.kubernetes.io/control-plane': '', 'topology.kubernetes.io/zone': 'north' },
    });
    expect([lines(node, 'roles'), lines(node, 'zone')]).toEqual([['control-plane'], ['north']]);
  });

  it('has a key for every row of every kind', () => {
    const keys = new Set(fieldKeys());
    for (const kind of KINDS) for (const { key } of fieldsOf(NOTHING, BLANK[kind])) expect(keys).toContain(key);
  });
});

describe('what the rows say', () => {
  const port = { name: 'dns', protocol: 'UDP' as const, port: 53, targetPort: 'dns', nodePort: null, appProtocol: '' };
  const selector = {
    matchLabels: { app: 'web' },
    matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }],
  };

  it('times in UTC', () => {
    expect(lines(build.pod({ createdAt: 1_760_000_000 }), 'createdAt')).toEqual(['2025-10-09T08:53:20Z']);
    expect(lines(build.pod({ createdAt: 1e300 }), 'createdAt')).toEqual([]);
  });

  it('ports of a Service', () => {
    const ports = [
      port,
      { ...port, port: 80, targetPort: 8080, protocol: 'TCP' as const, nodePort: 30080, name: '', appProtocol: 'h2c' },
    ];
    expect(lines(build.service({ ports }), 'ports')).toEqual([
      '53/UDP dns → dns',
      '80/TCP (h2c) → 8080, node port 30080',
    ]);
  });

  it('ports of containers, with init containers and host ports', () => {
    const containers = [
      { container: 'web', init: false, ports: [{ name: 'http', port: 80, protocol: 'TCP' as const, hostPort: 8080 }] },
      { container: 'proxy', init: true, ports: [] },
    ];
    expect(lines(build.pod({ containers }), 'containers')).toEqual(['web 80/TCP http, host port 8080', 'proxy (init)']);
  });

  it('the conditions of endpoints, also those not set', () => {
    const endpoint = {
      addresses: ['10.0.0.1'],
      hostname: '',
      zone: 'a',
      target: null,
      zoneHints: ['a'],
      nodeHints: [],
      node: 'n',
    };
    const endpoints = [
      { ...endpoint, ready: null, serving: null, terminating: null },
      { ...endpoint, ready: false, serving: true, terminating: true },
    ];
    expect(lines(build.endpointSlice({ endpoints }), 'endpoints')).toEqual([
      '10.0.0.1 ready (not set), node n, zone a, for zones a',
      '10.0.0.1 not ready serving terminating, node n, zone a, for zones a',
    ]);
  });

  it('rules of a policy: what an absent and an empty section mean', () => {
    const policy = build.networkPolicy({
      ingress: [
        { peers: null, ports: [] },
        {
          peers: [
            { podSelector: selector, namespaceSelector: null, ipBlock: null },
            { podSelector: null, namespaceSelector: { matchLabels: {}, matchExpressions: [] }, ipBlock: null },
            { podSelector: null, namespaceSelector: null, ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
          ],
          ports: [
            { protocol: 'TCP', port: 'http', endPort: null },
            { protocol: 'TCP', port: 80, endPort: 90 },
            { protocol: 'UDP', port: null, endPort: null },
          ],
        },
      ],
      egress: [],
    });
    expect(lines(policy, 'ingress')).toEqual([
      'from everywhere: every port',
      'from pods app=web,tier in (a,b) of this namespace or all pods in namespaces all or 10.0.0.0/8 except 10.1.0.0/16: http/TCP, 80–90/TCP, all UDP',
    ]);
    expect(lines(policy, 'egress')).toEqual(['has no effect: policyTypes does not name Egress']);
  });

  it.each([
    ['both absent', null, null, null, ['no rule: nothing is allowed'], []],
    ['Egress named, both absent', ['Egress'], null, null, [], ['no rule: nothing is allowed']],
    ['both empty', ['Ingress', 'Egress'], [], [], ['no rule: nothing is allowed'], ['no rule: nothing is allowed']],
    [
      'an egress rule, types absent',
      null,
      null,
      [{ peers: null, ports: null }],
      ['no rule: nothing is allowed'],
      ['to everywhere: every port'],
    ],
    [
      'an ingress rule, only Egress named',
      ['Egress'],
      [{ peers: [], ports: null }],
      null,
      ['has no effect: policyTypes does not name Ingress'],
      ['no rule: nothing is allowed'],
    ],
    ['an empty ingress rule', ['Ingress'], [{ peers: null, ports: null }], null, ['from everywhere: every port'], []],
  ])('NP5–NP8, %s: what each direction of a policy allows', (_, policyTypes, ingress, egress, inward, outward) => {
    const policy = build.networkPolicy({ policyTypes, ingress, egress });
    expect([lines(policy, 'ingress'), lines(policy, 'egress')]).toEqual([inward, outward]);
  });

  it('rules of a route, a line each backend', () => {
    const ref = { group: '', kind: 'Service', namespace: '', port: 80 };
    const route = build.httpRoute({
      rules: [
        {
          name: '',
          matches: [
            {
              pathType: 'PathPrefix',
              path: '/shop',
              method: 'GET',
              headers: [{ type: 'Exact', name: 'x', value: '1' }],
              queryParams: [],
            },
          ],
          filters: [{ type: 'RequestMirror', config: { backendRef: { name: 'copy' } } }],
          backendRefs: [
            { ...ref, name: 'a', weight: 9 },
            { ...ref, name: 'b', namespace: 'other', weight: 1 },
          ],
        },
        { name: 'rest', matches: [], filters: [], backendRefs: [] },
      ],
    });
    const match = 'GET /shop (PathPrefix) header x=1, RequestMirror backendRef={"name":"copy"}';
    expect(lines(route, 'rules')).toEqual([
      `${match} → Service a:80, weight 9`,
      `${match} → Service other/b:80`,
      'rest → no backend',
    ]);
  });

  it('paths of an Ingress, with every backend', () => {
    const paths = [
      { path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: 'http' }, resource: null } },
      {
        path: '/s',
        pathType: 'Exact',
        backend: { service: null, resource: { group: 'g', kind: 'Bucket', name: 's' } },
      },
    ];
    expect(lines(build.ingress({ rules: [{ host: '', paths }] }), 'rules')).toEqual([
      '*/ (Prefix) → Service web:http',
      '*/s (Exact) → Bucket s (g)',
    ]);
  });
});

/** Lists of lists that hold nothing, such as a rule without paths. */
function isEmptyInside(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  return value.every((each: unknown) => {
    const lists = Object.values(each as object).filter(Array.isArray);
    return lists.length > 0 && lists.every((list) => list.length === 0);
  });
}
