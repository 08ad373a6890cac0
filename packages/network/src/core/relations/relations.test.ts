import { describe, expect, it } from '@jest/globals';
import { build, KINDS, recordsOf, type NetRecord, type Topology } from '@netkaart/topology';
import fc from 'fast-check';
import { smallCluster } from '../../../test/small-cluster.js';
import { RecordIndex } from '../record-index.js';
import { RELATION_IDS, type RelationId } from './relation.js';
import { createRelations, RELATIONS, relationsOf } from './relations.js';

const allOf = (topology: Topology): NetRecord[] => KINDS.flatMap((kind): NetRecord[] => [...recordsOf(topology, kind)]);
const uids = (records: Iterable<NetRecord>) => [...records].map(({ kind, uid }) => `${kind} ${uid}`).sort();

describe('the table of relations', () => {
  it('has one row for each name', () => {
    expect(RELATIONS.map(({ id }) => id).sort()).toEqual([...RELATION_IDS].sort());
  });

  it.each(RELATIONS.map((relation) => [relation.id, relation] as const))(
    '%s: both directions find exactly the pairs for which it holds',
    (_, relation) => {
      const kinds = [...new Set([...relation.from, ...relation.to, 'EndpointSlice' as const, 'Namespace' as const])];
      fc.assert(
        fc.property(smallCluster(kinds), (topology) => {
          const index = new RecordIndex(topology);
          const all = allOf(topology);
          const froms = all.filter(({ kind }) => relation.from.includes(kind));
          const tos = all.filter(({ kind }) => relation.to.includes(kind));
          for (const from of froms) {
            expect(uids(relation.forward(from, index))).toEqual(
              uids(tos.filter((to) => relation.holds(from, to, index))),
            );
          }
          for (const to of tos) {
            expect(uids(relation.backward(to, index))).toEqual(
              uids(froms.filter((from) => relation.holds(from, to, index))),
            );
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each(RELATIONS.map((relation) => [relation.id, relation] as const))(
    '%s: the generated clusters hold some',
    (_, relation) => {
      const kinds = [...new Set([...relation.from, ...relation.to, 'EndpointSlice' as const])];
      const found = fc.sample(smallCluster(kinds, 24), { numRuns: 300, seed: 1 }).filter((topology) => {
        const index = new RecordIndex(topology);
        return allOf(topology).some(
          (from) => relation.from.includes(from.kind) && [...relation.forward(from, index)].length > 0,
        );
      });
      expect(found.length).toBeGreaterThan(3);
    },
  );
});

const labels = { app: 'web' };
const pod = build.pod({ name: 'web-1', labels, node: 'worker1', ips: ['10.244.1.7'] });
const other = build.pod({ name: 'other', node: 'worker1' });
const namespace = build.namespace({ name: 'default' });
const node = build.node({ name: 'worker1' });
const service = build.service({ name: 'web', selector: labels, clusterIPs: ['10.96.0.20'] });
const slice = build.endpointSlice({
  name: 'web-x',
  service: 'web',
  endpoints: [
    {
      addresses: ['10.244.1.7'],
      ready: true,
      serving: null,
      terminating: null,
      hostname: '',
      node: 'worker1',
      zone: '',
      target: { kind: 'Pod', namespace: 'default', name: 'web-1', uid: pod.uid },
      zoneHints: [],
      nodeHints: [],
    },
  ],
});
const backend = { service: { name: 'web', port: 80 }, resource: null };
const ingress = build.ingress({
  name: 'site',
  className: 'nginx',
  rules: [{ host: 'a.example', paths: [{ path: '/', pathType: 'Prefix', backend }] }],
});
const ingressClass = build.ingressClass({ name: 'nginx' });
const gateway = build.gateway({ name: 'edge', namespace: 'gateways', className: 'envoy' });
const gatewayClass = build.gatewayClass({ name: 'envoy' });
const ref = { group: '', sectionName: '', port: null, weight: 1 };
const route = build.httpRoute({
  name: 'shop',
  namespace: 'shop',
  parentRefs: [{ ...ref, kind: 'Gateway', namespace: 'gateways', name: 'edge' }],
  rules: [
    {
      name: '',
      matches: [],
      filters: [],
      backendRefs: [{ ...ref, kind: 'Service', namespace: 'default', name: 'web' }],
    },
  ],
});
const grant = build.referenceGrant({
  name: 'shop',
  from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }],
  to: [{ group: '', kind: 'Service', name: '' }],
});
const policy = build.networkPolicy({
  name: 'web',
  podSelector: { matchLabels: labels, matchExpressions: [] },
  ingress: [
    {
      peers: [
        { podSelector: null, namespaceSelector: { matchLabels: { team: 'a' }, matchExpressions: [] }, ipBlock: null },
      ],
      ports: null,
    },
  ],
});
const teamNamespace = build.namespace({ name: 'team', labels: { team: 'a' } });
const peer = build.pod({ name: 'peer', namespace: 'team' });
const admin = build.clusterNetworkPolicy({ name: 'cnp', subject: { namespaces: { matchLabels: { team: 'a' } } } });
const range = build.serviceCIDR({ name: 'kubernetes', cidrs: ['10.96.0.0/12'] });
const block = build.addressBlock({ name: 'b', cidrs: ['10.244.1.0/26'], node: 'worker1' });
const pool = build.ipPool({ name: 'p', cidrs: ['10.244.0.0/16'] });
const cluster = build.topology([
  ...[pod, other, peer, namespace, teamNamespace, node, service, slice, ingress, ingressClass, gateway, gatewayClass],
  ...[route, grant, policy, admin, range, block, pool],
]);

describe('relations of an object', () => {
  const relations = createRelations(cluster);
  const pairs: readonly (readonly [RelationId, NetRecord, NetRecord])[] = [
    ['in-namespace', pod, namespace],
    ['pod-node', pod, node],
    ['service-selects-pod', service, pod],
    ['service-slice', service, slice],
    ['slice-pod', slice, pod],
    ['service-endpoint', service, pod],
    ['service-range', range, service],
    ['ingress-service', ingress, service],
    ['ingress-class', ingress, ingressClass],
    ['gateway-class', gateway, gatewayClass],
    ['route-gateway', route, gateway],
    ['route-service', route, service],
    ['grant-permits', grant, route],
    ['policy-selects-pod', policy, pod],
    ['policy-peer-pod', policy, peer],
    ['policy-peer-namespace', policy, teamNamespace],
    ['admin-policy-subject', admin, peer],
    ['node-block', node, block],
    ['block-pool', block, pool],
  ];

  it.each(pairs)('%s is found from both ends', (relation, from, to) => {
    expect(relations.of(from.uid)).toContainEqual({ relation, direction: 'to', kind: to.kind, uid: to.uid });
    expect(relations.of(to.uid)).toContainEqual({ relation, direction: 'from', kind: from.kind, uid: from.uid });
    expect(relations.related(from.uid, relation, 'to')).toContain(to);
    expect(relations.related(to.uid, relation, 'from')).toContain(from);
  });

  it('an object has no relation that does not hold', () => {
    expect(relations.of(other.uid).map(({ relation, uid }) => `${relation} ${uid}`)).toEqual([
      `in-namespace ${namespace.uid}`,
      `pod-node ${node.uid}`,
    ]);
  });

  it('an unknown UID has none', () => {
    expect(relations.of('nobody')).toEqual([]);
    expect(relations.related('nobody', 'pod-node', 'to')).toEqual([]);
  });

  it('relationsOf gives the same without an index', () => {
    expect(relationsOf(cluster, pod.uid)).toEqual(relations.of(pod.uid));
  });
});

describe('traps', () => {
  it('an empty or missing Service selector, and ExternalName, select no pod', () => {
    const services = [
      build.service({ name: 'a', selector: {} }),
      build.service({ name: 'b', selector: null }),
      build.service({ name: 'c', selector: labels, type: 'ExternalName' }),
    ];
    const topology = build.topology([pod, ...services]);
    for (const { uid } of services)
      expect(createRelations(topology).related(uid, 'service-selects-pod', 'to')).toEqual([]);
  });

  it('a slice does not lead to the next life of a pod of the same name', () => {
    const reborn = build.pod({ name: 'web-1', uid: 'second-life' });
    expect(createRelations(build.topology([reborn, slice])).related(slice.uid, 'slice-pod', 'to')).toEqual([]);
  });

  it('a namespace without a record still has its name as a label', () => {
    const byName = { matchLabels: { 'kubernetes.io/metadata.name': 'team' }, matchExpressions: [] };
    const open = build.networkPolicy({
      ingress: [{ peers: [{ podSelector: null, namespaceSelector: byName, ipBlock: null }], ports: null }],
    });
    expect(createRelations(build.topology([peer, open])).related(open.uid, 'policy-peer-pod', 'to')).toEqual([peer]);
  });

  it('a grant that names one Service permits no other', () => {
    const narrow = build.referenceGrant({
      ...grant,
      name: 'narrow',
      uid: 'narrow',
      to: [{ group: '', kind: 'Service', name: 'other' }],
    });
    expect(createRelations(build.topology([route, narrow])).of(narrow.uid)).toEqual([]);
  });
});
