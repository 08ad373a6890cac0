import { describe, expect, it } from '@jest/globals';
import { fieldNames, KINDS, type Kind, type NetRecord } from '@netkaart/topology';
import fc from 'fast-check';
import { OBJECTS } from '../../test/objects.js';
import { belongsTo, RESOURCES } from '../resources.js';
import { toRecord } from './to-record.js';

const resourceOf = (kind: Kind) => RESOURCES.find((resource) => resource.kind === kind)!;
const cilium = (plural: string) => RESOURCES.find((resource) => resource.plural === plural)!;

function record<K extends Kind>(kind: K, object: unknown = OBJECTS[kind]): Extract<NetRecord, { kind: K }> {
  const result = toRecord(resourceOf(kind), object);
  if ('problem' in result) throw new Error(result.problem.message);
  return result.record as Extract<NetRecord, { kind: K }>;
}

function problem(kind: Kind, object: unknown) {
  const result = toRecord(resourceOf(kind), object);
  if ('record' in result) throw new Error('It was taken.');
  return result.problem;
}

/** The object with something else at one place. */
function changed(object: object, path: string, value: unknown): object {
  const copy = structuredClone(object) as Record<string, unknown>;
  const keys = path.split('.');
  let at = copy;
  for (const key of keys.slice(0, -1)) at = (at[key] ??= {}) as Record<string, unknown>;
  at[keys.at(-1)!] = value;
  return copy;
}

const shared = { createdAt: Date.UTC(2026, 0, 31, 12) / 1000, deletedAt: null, labels: { a: '1', b: '2' } };

describe('every kind', () => {
  it.each(KINDS)('%s: a record with all fields in the order that all share', (kind) => {
    expect(Object.keys(record(kind))).toEqual(fieldNames(kind));
    expect(belongsTo(resourceOf(kind), record(kind))).toBe(true);
  });

  it.each(KINDS)('%s: an object with nothing but its identity has all fields too', (kind) => {
    const bare = { metadata: { uid: 'u', name: 'n' } };
    expect(Object.keys(record(kind, bare))).toEqual(fieldNames(kind));
    expect(record(kind, bare)).toMatchObject({
      kind,
      uid: 'u',
      name: 'n',
      namespace: '',
      labels: {},
      createdAt: 0,
      deletedAt: null,
    });
  });

  it.each(KINDS)('%s: holds nothing that it should not', (kind) => {
    expect(JSON.stringify(record(kind))).not.toMatch(/(?<!x-)canary|\*{4}|resourceVersion|managedFields/);
  });

  it.each(KINDS)('%s: is the same whatever the resourceVersion, the generation and the managed fields', (kind) => {
    const later = changed(
      changed(changed(OBJECTS[kind], 'metadata.resourceVersion', '18'), 'metadata.generation', 4),
      'metadata.managedFields',
      [{}],
    );
    expect(record(kind, later)).toEqual(record(kind));
  });

  it.each(KINDS)('%s: arbitrary JSON never throws, and what is wrong is named', (kind) => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const result = toRecord(resourceOf(kind), value);
        if ('problem' in result) expect(result.problem.message).not.toBe('');
        else expect(Object.keys(result.record)).toEqual(fieldNames(kind));
      }),
      { numRuns: 50 },
    );
  });

  it.each(KINDS)(
    '%s: a valid object with anything anywhere gives a whole record or a problem that names object and field',
    (kind) => {
      const paths = placesIn(OBJECTS[kind]);
      fc.assert(
        fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
          const result = toRecord(resourceOf(kind), changed(OBJECTS[kind], path, value));
          if ('record' in result) expect(Object.keys(result.record)).toEqual(fieldNames(kind));
          else {
            expect(result.problem.field).not.toBe('');
            expect(result.problem.message.startsWith(result.problem.field)).toBe(true);
            if (!path.startsWith('metadata'))
              expect(result.problem.name).toBe((OBJECTS[kind] as { metadata: { name: string } }).metadata.name);
          }
        }),
        { numRuns: 300 },
      );
    },
  );
});

describe('hostile objects', () => {
  it.each([
    ['metadata', undefined, 'metadata is missing'],
    ['metadata.uid', undefined, 'metadata.uid is missing'],
    ['metadata.uid', 7, 'metadata.uid is a number, not a string'],
    ['metadata.uid', 'u'.repeat(129), 'metadata.uid is 129 characters long; at most 128'],
    ['metadata.name', 'n'.repeat(254), 'metadata.name is 254 characters long; at most 253'],
    [
      'metadata.creationTimestamp',
      'yesterday',
      'metadata.creationTimestamp is not a time such as 2026-01-31T12:00:00Z',
    ],
    ['metadata.labels', { a: 1 }, 'metadata.labels["a"] is not a string'],
    ['metadata.labels', { a: 'x'.repeat(300) }, 'metadata.labels["a"] is too long for a label'],
    [
      'metadata.labels',
      Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`k${i}`, ''])),
      'metadata.labels has 1001 entries; at most 1000',
    ],
    [
      'metadata.ownerReferences',
      Array.from({ length: 10_001 }, () => ({})),
      'metadata.ownerReferences has 10001 entries; at most 10000',
    ],
    ['spec.containers', { 0: {} }, 'spec.containers is an object, not a list'],
    [
      'spec.containers',
      [{ ports: [{ containerPort: 8080 }, { containerPort: 70_000 }] }],
      'spec.containers[0].ports[1].containerPort is 70000, not a port (1 to 65535)',
    ],
    [
      'spec.containers',
      [{ ports: [{ containerPort: 80, protocol: 'tcp' }] }],
      'spec.containers[0].ports[0].protocol is "tcp", not TCP, UDP or SCTP',
    ],
    ['status.podIPs', ['10.0.0.1'], 'status.podIPs[0] is a string, not an object'],
  ])('Pod with %s: names it', (path, value, message) => {
    expect(problem('Pod', changed(OBJECTS.Pod, path, value)).message).toBe(message);
  });

  it('takes control, zero-width and direction characters out of every text', () => {
    const object = changed(OBJECTS.Pod, 'spec.nodeName', 'work\u202eer\u00001\u200b\u2066');
    expect(record('Pod', object).node).toBe('worker1');
    const label = changed(OBJECTS.Pod, 'metadata.labels', { 'a\u202e': 'b\u0007' });
    expect(record('Pod', label).labels).toEqual({ a: 'b' });
  });

  it('takes __proto__ and constructor for what they are: keys', () => {
    const text = JSON.stringify(OBJECTS.HTTPRoute)
      .replace('"labels":{', '"labels":{"__proto__":"polluted","constructor":"c",')
      .replace('"scheme":"https"', '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}');
    const { labels, rules } = record('HTTPRoute', JSON.parse(text));
    expect(Object.keys(labels)).toEqual(['a', 'b', 'constructor']);
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype);
    expect(Object.keys(rules[0]!.filters[0]!.config as object)).toEqual(['constructor', 'statusCode']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('bounds what is kept as written', () => {
    const deep = JSON.parse('[{"a":'.repeat(20) + '1' + '}]'.repeat(20)) as unknown;
    expect(problem('AdminNetworkPolicy', changed(OBJECTS.AdminNetworkPolicy, 'spec.subject', deep)).message).toBe(
      'spec.subject is nested more than 16 levels deep',
    );
    const wide = Array.from({ length: 10_001 }, () => 1);
    expect(problem('AdminNetworkPolicy', changed(OBJECTS.AdminNetworkPolicy, 'spec.subject', wide)).message).toBe(
      'spec.subject holds more than 10000 values',
    );
  });

  it('cuts long prose and leaves long annotations out', () => {
    const node = changed(OBJECTS.Node, 'metadata.annotations', {
      'projectcalico.org/IPv4Address': 'x'.repeat(5000),
      'network.cilium.io/a': 'b',
    });
    const conditions = [{ type: 'Ready', status: 'False', message: 'm'.repeat(5000) }];
    const { annotations, readyMessage } = record('Node', changed(node, 'status.conditions', conditions));
    expect(annotations).toEqual({ 'network.cilium.io/a': 'b' });
    expect(readyMessage).toHaveLength(1024);
  });

  it.each([null, 7, 'text', [], true])('%j is no object', (value) => {
    expect(problem('Pod', value).message).toMatch(/^is .*, not an object$/);
  });
});

describe('Node', () => {
  it('keeps addresses, subnets, readiness and the network annotations', () => {
    expect(record('Node')).toEqual({
      kind: 'Node',
      uid: 'uid-of-worker1',
      namespace: '',
      name: 'worker1',
      ...shared,
      addresses: [
        { type: 'InternalIP', address: '192.168.1.11' },
        { type: 'Hostname', address: 'worker1' },
      ],
      podCIDRs: ['10.244.1.0/24', 'fd00:1::/64'],
      unschedulable: true,
      ready: 'True',
      readyReason: 'KubeletReady',
      readyMessage: 'kubelet is posting ready status',
      readySince: Date.UTC(2026, 0, 31, 11) / 1000,
      networkUnavailable: false,
      annotations: {
        'flannel.alpha.coreos.com/backend-type': 'vxlan',
        'flannel.alpha.coreos.com/public-ip': '192.168.1.11',
        'k3s.io/node-args':
          '["--cluster-cidr","10.42.0.0/16","--disable-network-policy","true","--flannel-backend","host-gw"]',
        'projectcalico.org/IPv4Address': '192.168.1.11/24',
      },
      kubeletVersion: 'v1.36.3',
      maxPods: 110,
    });
  });

  it('is the same after a heartbeat', () => {
    const beat = JSON.parse(
      JSON.stringify(OBJECTS.Node).replaceAll('12:00:00Z","lastT', '12:05:00Z","lastT'),
    ) as object;
    expect(record('Node', beat)).toEqual(record('Node'));
  });

  it.each([
    ['1k', 1000],
    ['many', null],
    [undefined, null],
  ])('reads a capacity of %s pods as %s', (pods, expected) => {
    expect(record('Node', changed(OBJECTS.Node, 'status.allocatable.pods', pods)).maxPods).toBe(expected);
  });
});

describe('Pod', () => {
  it('keeps addresses, ports, owner and DNS settings', () => {
    expect(record('Pod')).toEqual({
      kind: 'Pod',
      uid: 'uid-of-web-578c989b88-9plzz',
      namespace: 'shop',
      name: 'web-578c989b88-9plzz',
      ...shared,
      node: 'worker1',
      ips: ['10.244.1.102', 'fd00:1::66'],
      hostNetwork: false,
      phase: 'Running',
      ready: false,
      reason: 'CrashLoopBackOff',
      owner: { kind: 'ReplicaSet', name: 'web-578c989b88', uid: 'rs-uid' },
      containers: [
        { container: 'proxy', init: true, ports: [{ name: '', port: 15_090, protocol: 'TCP', hostPort: null }] },
        { container: 'web', init: false, ports: [{ name: 'http', port: 8080, protocol: 'TCP', hostPort: 80 }] },
      ],
      hostname: 'web-0',
      subdomain: 'web',
      dnsPolicy: 'None',
      dnsConfig: {
        nameservers: ['10.96.0.10'],
        searches: ['svc.cluster.local'],
        options: [
          { name: 'ndots', value: '2' },
          { name: 'edns0', value: null },
        ],
      },
      flags: {},
    });
  });

  const statuses = (...states: object[]) => ({
    phase: 'Pending',
    containerStatuses: states.map((state) => ({ state })),
  });
  it.each([
    [statuses({ waiting: { reason: 'ContainerCreating' } }), 'ContainerCreating'],
    [
      statuses({ waiting: { reason: 'ContainerCreating' } }, { terminated: { exitCode: 137, reason: 'OOMKilled' } }),
      'OOMKilled',
    ],
    [
      statuses({ terminated: { exitCode: 1, reason: 'Error' } }, { waiting: { reason: 'ImagePullBackOff' } }),
      'ImagePullBackOff',
    ],
    [statuses({ terminated: { exitCode: 0, reason: 'Completed' } }, { running: {} }), ''],
    [{ phase: 'Failed', reason: 'Evicted' }, 'Evicted'],
    [
      { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] },
      'Unschedulable',
    ],
    [{ phase: 'Succeeded', reason: 'Completed' }, ''],
    [{ phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }], reason: 'Old' }, ''],
  ])('says why it is not well: %j', (status, reason) => {
    expect(record('Pod', changed(OBJECTS.Pod, 'status', status)).reason).toBe(reason);
  });

  it('keeps the network flags of control-plane pods in kube-system, and of no others', () => {
    const containers = [
      {
        command: [
          'kube-controller-manager',
          '--cluster-cidr=10.244.0.0/16',
          '--service-cluster-ip-range',
          '10.96.0.0/12',
          '--allocate-node-cidrs',
          '--root-ca-file=canary',
        ],
        args: ['--service-node-port-range=30000-32767'],
      },
    ];
    const object = changed(OBJECTS.Pod, 'spec.containers', containers);
    expect(record('Pod', object).flags).toEqual({});
    expect(record('Pod', changed(object, 'metadata.namespace', 'kube-system')).flags).toEqual({
      '--allocate-node-cidrs': 'true',
      '--cluster-cidr': '10.244.0.0/16',
      '--service-cluster-ip-range': '10.96.0.0/12',
      '--service-node-port-range': '30000-32767',
    });
  });
});

describe('Service and EndpointSlice', () => {
  it('keeps every setting, the sets in order', () => {
    expect(record('Service')).toMatchObject({
      type: 'LoadBalancer',
      clusterIPs: ['10.96.7.1'],
      selector: { app: 'web' },
      ports: [
        { name: 'http', protocol: 'TCP', port: 80, targetPort: 'http', nodePort: 30_080, appProtocol: 'http' },
        { name: 'dns', protocol: 'UDP', port: 53, targetPort: 53, nodePort: null, appProtocol: '' },
      ],
      externalIPs: ['198.51.100.10', '198.51.100.9'],
      loadBalancer: [{ ip: '203.0.113.7', hostname: '', ipMode: 'VIP' }],
      loadBalancerSourceRanges: ['198.51.100.0/24', '203.0.113.0/24'],
      externalTrafficPolicy: 'Local',
      internalTrafficPolicy: 'Cluster',
      sessionAffinity: 'ClientIP',
      sessionAffinityTimeoutSeconds: 600,
      publishNotReadyAddresses: true,
      allocateLoadBalancerNodePorts: false,
      healthCheckNodePort: 31_000,
    });
  });

  it('tells headless, selectorless and ExternalName Services apart', () => {
    expect(
      record('Service', { metadata: { uid: 'u', name: 'n' }, spec: { clusterIP: 'None', selector: {} } }),
    ).toMatchObject({ clusterIPs: ['None'], selector: null });
    expect(
      record('Service', {
        metadata: { uid: 'u', name: 'n' },
        spec: { type: 'ExternalName', externalName: 'db.example', clusterIP: '' },
      }),
    ).toMatchObject({
      clusterIPs: [],
      externalName: 'db.example',
      internalTrafficPolicy: '',
    });
  });

  it('takes endpoints for a set: their order makes no difference', () => {
    const slice = record('EndpointSlice');
    expect(slice.endpoints.map(({ addresses }) => addresses[0])).toEqual(['10.244.1.102', '10.244.2.81']);
    const reversed = {
      ...OBJECTS.EndpointSlice,
      endpoints: [...(OBJECTS.EndpointSlice as { endpoints: object[] }).endpoints].reverse(),
    };
    expect(record('EndpointSlice', reversed)).toEqual(slice);
    expect(slice.service).toBe('web');
    expect(slice.endpoints[1]).toEqual({
      addresses: ['10.244.2.81'],
      ready: false,
      serving: true,
      terminating: true,
      hostname: 'web-1',
      node: 'worker2',
      zone: 'b',
      target: { kind: 'Pod', namespace: 'shop', name: 'web-1', uid: 'pod-1' },
      zoneHints: ['a', 'b'],
      nodeHints: ['worker2'],
    });
    expect(slice.endpoints[0]).toMatchObject({ ready: null, serving: null, terminating: null, target: null });
  });
});

describe('Ingress and Gateway API', () => {
  it('takes the class from the annotation where the field is absent', () => {
    expect(record('Ingress')).toMatchObject({ className: 'nginx', classFromAnnotation: true });
    expect(record('Ingress', changed(OBJECTS.Ingress, 'spec.ingressClassName', 'traefik'))).toMatchObject({
      className: 'traefik',
      classFromAnnotation: false,
    });
    expect(record('IngressClass').isDefault).toBe(true);
  });

  it('keeps rules in order with Service and resource backends', () => {
    expect(record('Ingress')).toMatchObject({
      defaultBackend: { service: null, resource: { group: 'k8s.example.com', kind: 'StorageBucket', name: 'static' } },
      rules: [
        {
          host: 'shop.example',
          paths: [
            { path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: 80 }, resource: null } },
            {
              path: '/api',
              pathType: 'ImplementationSpecific',
              backend: { service: { name: 'api', port: 'http' }, resource: null },
            },
          ],
        },
      ],
      tls: [{ hosts: ['shop.example', 'www.shop.example'], secretName: 'shop-tls' }],
      addresses: [{ ip: '203.0.113.8', hostname: '' }],
      annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': '/$1' },
    });
  });

  it('fills the defaults of listeners, references, matches and weights in', () => {
    expect(record('Gateway').listeners).toEqual([
      {
        name: 'https',
        hostname: '*.shop.example',
        port: 443,
        protocol: 'HTTPS',
        tlsMode: 'Terminate',
        certificateRefs: [{ group: '', kind: 'Secret', namespace: '', name: 'shop-tls' }],
        allowedFrom: 'Selector',
        allowedSelector: { matchLabels: { shared: 'yes' }, matchExpressions: [] },
        allowedKinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
        attachedRoutes: 2,
      },
      expect.objectContaining({
        name: 'http',
        tlsMode: '',
        allowedFrom: 'Same',
        allowedSelector: null,
        attachedRoutes: null,
      }),
    ]);
    const route = record('HTTPRoute');
    expect(route.rules[1]!.matches).toEqual([
      { pathType: 'PathPrefix', path: '/', method: '', headers: [], queryParams: [] },
    ]);
    expect(route.rules[0]!.backendRefs).toEqual([
      { group: '', kind: 'Service', namespace: '', name: 'api', port: 80, weight: 9 },
      { group: '', kind: 'Service', namespace: 'other', name: 'api-2', port: 80, weight: 1 },
    ]);
    expect(route.rules[0]!.filters).toEqual([
      { type: 'RequestRedirect', config: { scheme: 'https', statusCode: 301 } },
    ]);
    expect(route.parents).toEqual([
      {
        parent: {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          namespace: 'infra',
          name: 'edge',
          sectionName: '',
          port: null,
        },
        accepted: 'True',
        acceptedReason: 'Accepted',
        resolvedRefs: 'False',
        resolvedRefsReason: 'RefNotPermitted',
      },
    ]);
    expect(record('ReferenceGrant').to).toEqual([
      { group: '', kind: 'Service', name: '' },
      { group: '', kind: 'Service', name: 'web' },
    ]);
  });
});

describe('policies', () => {
  it('keeps absent and empty sections apart', () => {
    const { ingress, egress, podSelector } = record('NetworkPolicy');
    expect(podSelector.matchExpressions).toEqual([{ key: 'tier', operator: 'In', values: ['a', 'b'] }]);
    expect(ingress).toEqual([
      {
        peers: [
          { podSelector: { matchLabels: {}, matchExpressions: [] }, namespaceSelector: null, ipBlock: null },
          {
            podSelector: null,
            namespaceSelector: null,
            ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.0.0/16'] },
          },
        ],
        ports: [
          { protocol: 'TCP', port: 'http', endPort: null },
          { protocol: 'UDP', port: 53, endPort: 60 },
        ],
      },
      { peers: null, ports: null },
    ]);
    expect(egress).toEqual([{ peers: [], ports: [{ protocol: 'TCP', port: null, endPort: null }] }]);
    expect(record('NetworkPolicy', { metadata: { uid: 'u', name: 'n' }, spec: {} })).toMatchObject({
      policyTypes: null,
      ingress: null,
      egress: null,
    });
  });

  it('keeps peers and ports of the admin generations as written', () => {
    expect(record('ClusterNetworkPolicy')).toMatchObject({
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      tier: 'Admin',
      priority: 10,
      ingress: [
        {
          name: 'in',
          action: 'Deny',
          peers: [{ namespaces: { matchLabels: { a: 'b' } } }],
          ports: [{ tcp: { destinationPort: { number: 80 } } }],
        },
      ],
      egress: [{ name: '', action: 'Accept', peers: [{ networks: ['0.0.0.0/0'] }], ports: null }],
    });
    expect(record('AdminNetworkPolicy').ingress[0]!.ports).toEqual([{ portNumber: { protocol: 'TCP', port: 80 } }]);
  });
});

describe('address plan', () => {
  it('reads pools and blocks of Calico', () => {
    expect(record('IPPool')).toMatchObject({
      source: 'calico',
      cidrs: ['10.10.0.0/16'],
      blockPrefix: 26,
      encapsulation: 'VXLANCrossSubnet',
      natOutgoing: true,
      nodeSelector: 'all()',
    });
    expect(record('AddressBlock')).toMatchObject({
      source: 'calico',
      cidrs: ['10.10.3.64/26'],
      node: 'worker1',
      pool: '',
    });
    expect(
      record('IPPool', { metadata: { uid: 'u', name: 'n' }, spec: { cidr: 'fd00::/48', ipipMode: 'Always' } }),
    ).toMatchObject({ blockPrefix: 122, encapsulation: 'IPIP' });
  });

  it('is the same when an address of a block is handed out', () => {
    expect(record('AddressBlock', changed(OBJECTS.AddressBlock, 'spec.allocations', [0, 1]))).toEqual(
      record('AddressBlock'),
    );
  });

  it('reads pools and blocks of Cilium, and tells the sources apart', () => {
    const pool = toRecord(cilium('ciliumpodippools'), {
      metadata: { uid: 'u', name: 'n' },
      spec: { ipv4: { cidrs: ['10.20.0.0/16'], maskSize: 27 }, ipv6: { cidrs: ['fd00::/104'], maskSize: 120 } },
    });
    expect(pool).toMatchObject({
      record: { source: 'cilium', cidrs: ['10.20.0.0/16', 'fd00::/104'], blockPrefix: 27 },
    });
    const node = {
      metadata: { uid: 'u', name: 'worker1' },
      spec: {
        ipam: {
          podCIDRs: ['10.0.1.0/24'],
          pools: { allocated: [{ pool: 'default', cidrs: ['10.20.0.32/27', '10.20.0.0/27'] }] },
        },
      },
    };
    const block = toRecord(cilium('ciliumnodes'), node);
    expect(block).toMatchObject({
      record: {
        source: 'cilium',
        cidrs: ['10.0.1.0/24', '10.20.0.0/27', '10.20.0.32/27'],
        node: 'worker1',
        pool: 'default',
      },
    });
    expect('record' in block && belongsTo(resourceOf('AddressBlock'), block.record)).toBe(false);
    expect('record' in block && belongsTo(cilium('ciliumnodes'), block.record)).toBe(true);
  });
});

/** All dotted paths in an object, lists by index. */
function placesIn(object: object, prefix = ''): string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    return [path, ...(typeof value === 'object' && value !== null ? placesIn(value as object, path) : [])];
  });
}
