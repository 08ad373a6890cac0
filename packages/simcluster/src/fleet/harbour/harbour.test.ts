import { beforeAll, describe, expect, it } from '@jest/globals';
import { isHostNetwork, nodeOf, podIPsOf } from '../../controllers/pod-state.js';
import type { SimCluster } from '../../store/cluster.js';
import type { KubeObject } from '../../store/object.js';
import { toNumber } from '../../workloads/address-blocks.js';
import { createClock, DRAWN_AT_MS } from '../../clock.js';
import { drawnBlocks } from './blocks.js';
import { createHarbour } from './create.js';
import { mistakes } from './mistakes.js';
import { harbourNode } from './nodes.js';

const minuteMs = 60_000;
const slicesId = 'endpointslices.discovery.k8s.io';

let cluster: SimCluster;
beforeAll(() => {
  cluster = createHarbour();
});

/** The spec of an object that must exist, read as what the test knows it to be. */
type Spec<T> = (object: KubeObject | undefined) => T;
const specOf = ((object: KubeObject | undefined) => object!['spec']) as <T>(
  ...args: Parameters<Spec<T>>
) => ReturnType<Spec<T>>;
const onPodNetwork = (c: SimCluster): KubeObject[] =>
  c.list('pods').filter((pod) => !isHostNetwork(pod) && podIPsOf(pod).length > 0);
const waitingReason = (pod: KubeObject): string | undefined =>
  (pod['status'] as { containerStatuses?: { state: { waiting?: { reason: string } } }[] }).containerStatuses?.[0]?.state
    .waiting?.reason;
const isReady = (pod: KubeObject): boolean =>
  (pod['status'] as { conditions: { type: string; status: string }[] }).conditions.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );

interface ServiceFields {
  type: string;
  clusterIP?: string;
  selector?: object;
  externalTrafficPolicy?: string;
  internalTrafficPolicy?: string;
  trafficDistribution?: string;
  sessionAffinity?: string;
  publishNotReadyAddresses?: boolean;
  ports?: { port: number; targetPort: number | string; nodePort?: number }[];
}
const service = (namespace: string, name: string): ServiceFields => specOf(cluster.get('services', namespace, name));

interface EndpointJson {
  addresses: string[];
  nodeName?: string;
  conditions: { ready: boolean };
}
const endpointsOf = (c: SimCluster, namespace: string, name?: string): EndpointJson[] =>
  c
    .list(slicesId, namespace)
    .filter(({ metadata }) => name === undefined || metadata.labels?.['kubernetes.io/service-name'] === name)
    .flatMap((slice) => (slice['endpoints'] as EndpointJson[] | null) ?? []);

/** Address blocks as the cluster's own objects give them: first address and node. */
function blocksOf(c: SimCluster): { first: number; node: string }[] {
  return c.list('ipamblocks.crd.projectcalico.org').map((block) => {
    const { cidr, affinity } = specOf<{ cidr: string; affinity: string }>(block);
    return { first: toNumber(cidr.replace(/\/26$/, '')), node: affinity.replace(/^host:/, '') };
  });
}

describe('harbour, as drawn', () => {
  it('has 60 nodes in three zones, one of them not ready for six minutes', () => {
    const nodes = cluster.list('nodes');
    const zones = nodes.map(({ metadata }) => metadata.labels?.['topology.kubernetes.io/zone']);
    const silent = nodes.filter((node) => !isReady(node));
    expect(['a', 'b', 'c'].map((zone) => zones.filter((own) => own === zone).length)).toEqual([20, 20, 20]);
    expect(silent.map(({ metadata }) => metadata.name)).toEqual(['harbour-b-14']);
    const { addresses, conditions } = silent[0]!['status'] as {
      addresses: { address: string }[];
      conditions: { type: string; status: string; message: string; lastTransitionTime: string }[];
    };
    const ready = conditions.find(({ type }) => type === 'Ready')!;
    expect(addresses[0]?.address).toBe('10.20.2.24');
    expect([ready.status, ready.message]).toEqual(['Unknown', 'Kubelet stopped posting node status.']);
    expect(ready.lastTransitionTime).toBe('2026-11-22T13:26:03Z');
  });

  it('has 64 blocks of 64 addresses, of which b-14 has 10.60.20.64/26 and four nodes have two', () => {
    const blocks = blocksOf(cluster);
    const perNode = new Map<string, number>();
    for (const { node } of blocks) perNode.set(node, (perNode.get(node) ?? 0) + 1);
    expect(blocks).toHaveLength(64);
    expect(blocks).toContainEqual({ first: toNumber('10.60.20.64'), node: 'harbour-b-14' });
    expect(
      [...perNode]
        .filter(([, count]) => count === 2)
        .map(([node]) => node)
        .sort(),
    ).toEqual(['harbour-a-04', 'harbour-a-17', 'harbour-b-10', 'harbour-c-07']);
  });

  it('has 1,403 pods: 1,217 with an address of their own, 180 on the host network, 6 without', () => {
    const pods = cluster.list('pods');
    const host = pods.filter(isHostNetwork);
    const addressed = onPodNetwork(cluster);
    const inZone = (from: string): number =>
      addressed.filter((pod) => Math.floor(toNumber(podIPsOf(pod)[0]!) / 4096) === Math.floor(toNumber(from) / 4096))
        .length;
    expect([pods.length, addressed.length, host.length, pods.length - addressed.length - host.length]).toEqual([
      1403, 1217, 180, 6,
    ]);
    expect(['10.60.0.0', '10.60.16.0', '10.60.32.0'].map(inZone)).toEqual([411, 354, 452]);
  });

  it('has a pod at each address that is drawn as used, on the drawn node, and at no other', () => {
    const places = new Map(onPodNetwork(cluster).map((pod) => [podIPsOf(pod)[0], nodeOf(pod)]));
    for (const { node, first, marks } of drawnBlocks)
      Array.from(marks).forEach((mark, offset) => {
        const address = first.replace(/\d+$/, (last) => String(Number(last) + offset));
        expect([address, places.get(address)]).toEqual([address, mark === '.' ? undefined : harbourNode(node)]);
      });
  });

  it('has 7 failing, 6 not ready, 18 unknown, 4 leaving and 6 new pods', () => {
    const pods = onPodNetwork(cluster);
    const leaving = pods.filter(({ metadata }) => metadata.deletionTimestamp !== undefined);
    const failing = pods.filter((pod) => ['CrashLoopBackOff', 'ImagePullBackOff'].includes(waitingReason(pod) ?? ''));
    const silent = pods.filter((pod) => nodeOf(pod) === 'harbour-b-14');
    const unready = pods.filter((pod) => !isReady(pod) && !failing.includes(pod) && !silent.includes(pod));
    const fresh = pods.filter(
      ({ metadata }) => cluster.clock.now() - Date.parse(metadata.creationTimestamp!) < minuteMs,
    );
    expect([failing, unready, silent, leaving, fresh].map((list) => list.length)).toEqual([7, 6, 18, 4, 6]);
    expect(silent.some(isReady)).toBe(false);
    const failingOn = failing.map(nodeOf).sort();
    expect(failingOn).toEqual(['a-04', 'a-18', 'b-03', 'b-03', 'b-03', 'c-09', 'c-09'].map(harbourNode));
  });

  it('has 40 namespaces, 84 Services in 15 of them, and the drawn number of endpoints in each', () => {
    const services = cluster.list('services');
    const names = [...new Set(services.map(({ metadata }) => metadata.namespace!))];
    const drawn = {
      accounts: [3, 119],
      ci: [2, 8],
      default: [1, 3],
      'gateway-system': [2, 14],
      'kube-system': [3, 9],
      logging: [2, 24],
      media: [3, 19],
      monitoring: [6, 25],
      notify: [2, 44],
      orders: [4, 175],
      payments: [6, 27],
      reports: [3, 75],
      search: [4, 171],
      shop: [6, 66],
      staging: [37, 297],
    };
    const found = Object.fromEntries(
      names.map((name) => [name, [cluster.list('services', name).length, endpointsOf(cluster, name).length]]),
    );
    expect(cluster.list('namespaces')).toHaveLength(40);
    expect(services).toHaveLength(84);
    expect(found).toEqual(drawn);
  });

  it('has the drawn Services at their addresses, with their endpoints', () => {
    const drawn: [string, string, string, number][] = [
      ['media', 'thumbs', '10.43.60.9', 6],
      ['media', 'stream', '10.43.61.30', 9],
      ['media', 'upload', '10.43.62.4', 4],
      ['payments', 'pay-api', '10.43.118.7', 8],
      ['payments', 'pos-api', '10.43.131.20', 3],
      ['payments', 'settle', '10.43.77.3', 2],
      ['payments', 'fraud', '10.43.90.31', 5],
      ['payments', 'ledger', '10.43.88.12', 6],
      ['payments', 'pay-db', 'None', 3],
      ['shop', 'storefront', '10.43.12.80', 24],
      ['shop', 'api', '10.43.96.14', 12],
      ['shop', 'cart', '10.43.40.2', 10],
      ['shop', 'pricing', '10.43.33.8', 8],
      ['shop', 'recommend', '10.43.52.77', 7],
      ['shop', 'sessions', 'None', 5],
    ];
    for (const [namespace, name, ip, count] of drawn)
      expect([name, service(namespace, name).clusterIP, endpointsOf(cluster, namespace, name).length]).toEqual([
        name,
        ip,
        count,
      ]);
    const ready = endpointsOf(cluster, 'shop', 'storefront').filter(({ conditions }) => conditions.ready);
    expect(ready).toHaveLength(23);
  });

  it('has shop/api on eleven nodes, pay-api at its eight addresses, and pos-api with its canary', () => {
    const nodes = endpointsOf(cluster, 'shop', 'api')
      .map(({ nodeName }) => nodeName?.replace('harbour-', ''))
      .sort();
    const pay = endpointsOf(cluster, 'payments', 'pay-api')
      .flatMap(({ addresses }) => addresses)
      .sort();
    expect(nodes).toEqual([
      'a-07',
      'a-08',
      'a-08',
      'a-10',
      'a-16',
      'a-17',
      'c-07',
      'c-08',
      'c-12',
      'c-16',
      'c-17',
      'c-18',
    ]);
    expect(pay).toEqual([
      '10.60.0.10',
      '10.60.0.213',
      '10.60.19.225',
      '10.60.2.64',
      '10.60.20.13',
      '10.60.20.143',
      '10.60.3.2',
      '10.60.3.4',
    ]);
    const at = (name: string): string[] => podIPsOf(cluster.get('pods', 'payments', name)!);
    expect(at('pos-api-jtdzwd9dc-8s27n')).toEqual(['10.60.17.199']);
    expect(at('pos-api-jtdzwd9dc-86dln')).toEqual(['10.60.2.215']);
    expect(at('pos-api-canary-66j677lkg-w8rm5')).toEqual(['10.60.32.67']);
    expect(podIPsOf(cluster.get('pods', 'shop', 'sessions-2')!)).toEqual(['10.60.19.143']);
  });

  it('has 17 ways in, with as many rules as drawn', () => {
    const rules = (namespace: string): number =>
      [...cluster.list('ingresses.networking.k8s.io', namespace)].flatMap((ingress) =>
        specOf<{ rules: { http: { paths: unknown[] } }[] }>(ingress).rules.flatMap(({ http }) => http.paths),
      ).length +
      cluster
        .list('httproutes.gateway.networking.k8s.io', namespace)
        .flatMap((route) => specOf<{ rules: unknown[] }>(route).rules).length;
    const hosts = [
      ...cluster.list('ingresses.networking.k8s.io').flatMap((ingress) => specOf<{ rules: unknown[] }>(ingress).rules),
      ...cluster
        .list('httproutes.gateway.networking.k8s.io')
        .flatMap((route) => specOf<{ hostnames: unknown[] }>(route).hostnames),
    ];
    const exposed = cluster
      .list('services')
      .filter((object) => ['NodePort', 'LoadBalancer'].includes(specOf<ServiceFields>(object).type));
    expect(hosts.length + exposed.length).toBe(17);
    expect(['accounts', 'media', 'monitoring', 'orders', 'reports', 'search', 'shop', 'staging'].map(rules)).toEqual([
      2, 1, 2, 1, 1, 2, 4, 8,
    ]);
  });

  it('has every type of Service and every traffic policy', () => {
    const fields = cluster.list('services').map((object) => specOf<ServiceFields>(object));
    expect([...new Set(fields.map(({ type }) => type))].sort()).toEqual([
      'ClusterIP',
      'ExternalName',
      'LoadBalancer',
      'NodePort',
    ]);
    expect([...new Set(fields.map((f) => f.externalTrafficPolicy))].sort()).toEqual(['Cluster', 'Local', undefined]);
    expect([...new Set(fields.map((f) => f.internalTrafficPolicy))].sort()).toEqual(['Cluster', 'Local', undefined]);
    expect(fields.some((f) => f.clusterIP === 'None')).toBe(true);
    expect(fields.some((f) => f.trafficDistribution === 'PreferClose')).toBe(true);
    expect(fields.some((f) => f.sessionAffinity === 'ClientIP')).toBe(true);
    expect(fields.some((f) => f.publishNotReadyAddresses === true)).toBe(true);
    expect(service('staging', 'mainframe').selector).toBeUndefined();
    expect(endpointsOf(cluster, 'staging', 'mainframe').flatMap(({ addresses }) => addresses)).toEqual([
      '192.0.2.10',
      '192.0.2.11',
    ]);
  });

  it('has a pool per zone, and 31 policies of which one is a ClusterNetworkPolicy', () => {
    const pools = cluster
      .list('ippools.crd.projectcalico.org')
      .map((pool) => specOf<{ cidr: string; nodeSelector: string }>(pool));
    expect(pools.map(({ cidr }) => cidr)).toEqual(['10.60.0.0/20', '10.60.16.0/20', '10.60.32.0/20']);
    expect(pools[1]?.nodeSelector).toBe('topology.kubernetes.io/zone == "b"');
    expect(cluster.list('networkpolicies.networking.k8s.io')).toHaveLength(30);
    expect(cluster.list('clusternetworkpolicies.policy.networking.k8s.io')).toHaveLength(1);
  });

  it('gives no ClusterIP and no NodePort twice', () => {
    const fields = cluster.list('services').map((object) => specOf<ServiceFields>(object));
    const ips = fields.flatMap(({ clusterIP }) => (clusterIP === undefined || clusterIP === 'None' ? [] : [clusterIP]));
    const ports = fields.flatMap((f) =>
      (f.ports ?? []).flatMap(({ nodePort }) => (nodePort === undefined ? [] : [nodePort])),
    );
    expect(new Set(ips).size).toBe(ips.length);
    expect(new Set(ports).size).toBe(ports.length);
    expect(ips.every((ip) => ip.startsWith('10.43.'))).toBe(true);
    expect(ports.every((port) => port >= 30_000 && port <= 32_767)).toBe(true);
  });
});

describe('harbour, its mistakes', () => {
  const labelled = (namespace: string, key: string, value: string): KubeObject[] =>
    cluster.list('pods', namespace).filter(({ metadata }) => metadata.labels?.[key] === value);
  const policy = (namespace: string, name: string): Record<string, unknown> =>
    specOf(cluster.get('networkpolicies.networking.k8s.io', namespace, name));

  /** What must be so for a mistake to be one. */
  const proofs: Record<string, () => void> = {
    'SVC-NO-MATCH': () => {
      expect(labelled('staging', 'app', 'chekout')).toEqual([]);
      expect(labelled('staging', 'app', 'checkout')).toHaveLength(12);
    },
    'SVC-NO-ENDPOINT': () => expect(endpointsOf(cluster, 'staging', 'promo')).toEqual([]),
    'SVC-PORT-NAME': () => {
      expect(service('media', 'thumbs').ports?.[0]?.targetPort).toBe('web');
      const [slice] = cluster
        .list(slicesId, 'media')
        .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === 'thumbs');
      expect([slice!['ports'], (slice!['endpoints'] as unknown[]).length]).toEqual([null, 6]);
    },
    'SVC-ETP-LOCAL': () =>
      expect(new Set(endpointsOf(cluster, 'media', 'stream').map(({ nodeName }) => nodeName)).size).toBe(3),
    'SVC-LB-PENDING': () => {
      expect(service('payments', 'settle')).toMatchObject({ type: 'LoadBalancer', ports: [{ nodePort: 31877 }] });
      expect(cluster.get('services', 'payments', 'settle')!['status']).toEqual({ loadBalancer: {} });
    },
    'NP-UNCOVERED': () => {
      const selectors = cluster
        .list('networkpolicies.networking.k8s.io', 'payments')
        .map((object) => JSON.stringify(specOf<{ podSelector: object }>(object).podSelector));
      expect(
        selectors.filter((text) => !text.includes('"values":["settle"]') && (text === '{}' || text.includes('settle'))),
      ).toEqual([]);
    },
    'NP-NAMED-PORT': () => {
      const names = labelled('payments', 'app', 'pos-api').map(
        (pod) => specOf<{ containers: { ports: { name: string }[] }[] }>(pod).containers[0]?.ports[0]?.name,
      );
      expect(names.sort()).toEqual(['https', 'https', 'tls']);
      expect(JSON.stringify(policy('payments', 'pos-from-nodes'))).toContain('"port":"https"');
    },
    'NP-SERVICE-PORT': () => {
      expect(JSON.stringify(policy('accounts', 'profile-in'))).toContain('"port":80,');
      expect(service('accounts', 'profile').ports?.[0]).toMatchObject({ port: 80, targetPort: 8080 });
    },
    'NP-SELECTS-NONE': () => expect(labelled('search', 'app', 'crawler')).toEqual([]),
    'NP-PEER-NONE': () => {
      const teams = cluster.list('namespaces').map(({ metadata }) => metadata.labels?.['team']);
      expect([teams.includes('idnetity'), teams.includes('identity')]).toEqual([false, true]);
    },
    'ADDR-FULL': () => expect(onPodNetwork(cluster).filter((pod) => nodeOf(pod) === 'harbour-c-17')).toHaveLength(61),
    'NODE-NOT-READY': () => expect(isReady(cluster.get('nodes', '', 'harbour-b-14')!)).toBe(false),
    'POD-CRASH-LOOP': () =>
      expect(
        labelled('staging', 'app', 'checkout')
          .map(waitingReason)
          .filter((r) => r === 'CrashLoopBackOff'),
      ).toHaveLength(2),
    'POD-IMAGE-PULL': () => expect(labelled('search', 'app', 'query').map(waitingReason)).toContain('ImagePullBackOff'),
    'POD-UNSCHEDULABLE': () => expect(labelled('ml-serving', 'app', 'trainer').map(nodeOf)).toEqual(['', '']),
    'GW-NO-GRANT': () => {
      const route = cluster.get('httproutes.gateway.networking.k8s.io', 'staging', 'preview')!;
      const grants = cluster
        .list('referencegrants.gateway.networking.k8s.io')
        .map((g) => specOf<{ from: { namespace: string }[] }>(g).from.map(({ namespace }) => namespace));
      expect(JSON.stringify(route['spec'])).toContain('"name":"pay-api","namespace":"payments"');
      expect(JSON.stringify(route['status'])).toContain('RefNotPermitted');
      expect(grants).toEqual([['shop']]);
    },
    'ING-NO-PORT': () => {
      expect(JSON.stringify(cluster.get('ingresses.networking.k8s.io', 'staging', 'staging')!['spec'])).toContain(
        '"name":"render","port":{"number":8081}',
      );
      expect(service('staging', 'render').ports?.map(({ port }) => port)).toEqual([80]);
    },
    'ADDR-OVERLAP': () =>
      expect(specOf<{ cidr: string }>(cluster.list('ippools.crd.projectcalico.org')[0]).cidr).toMatch(/^10\.60\./),
  };

  it.each(mistakes.map((mistake) => [mistake.code, mistake] as const))('%s is really made', (code) => {
    expect(proofs[code]).toBeDefined();
    proofs[code]!();
  });

  it('are a dozen and more, about objects that exist', () => {
    const served: Record<string, string> = {
      Service: 'services',
      NetworkPolicy: 'networkpolicies.networking.k8s.io',
      Node: 'nodes',
      HTTPRoute: 'httproutes.gateway.networking.k8s.io',
      Ingress: 'ingresses.networking.k8s.io',
    };
    const here = mistakes.filter(({ object }) => object.cluster === 'harbour' && object.kind in served);
    for (const { object } of here)
      expect(cluster.get(served[object.kind]!, object.namespace, object.name)).toBeDefined();
    expect(mistakes.length).toBeGreaterThanOrEqual(12);
  });
});

describe('harbour, alive', () => {
  /** Every moment at which something happens in so many minutes. */
  function live(c: SimCluster, minutes: number, check: () => void): void {
    for (let step = 0; step < minutes * 4; step++) {
      c.advance(minuteMs / 4);
      check();
    }
  }

  function checkAddresses(c: SimCluster): void {
    const pods = onPodNetwork(c);
    const addresses = pods.map((pod) => podIPsOf(pod)[0]!);
    expect(new Set(addresses).size).toBe(addresses.length);
    const owners = new Map(blocksOf(c).map(({ first, node }) => [first, node]));
    const strays = pods.filter((pod, index) => {
      const number = toNumber(addresses[index]!);
      return owners.get(number - (number % 64)) !== nodeOf(pod);
    });
    expect(strays.map(({ metadata }) => metadata.name)).toEqual([]);
  }

  it('never gives two pods one address, nor one outside its node’s blocks, in twenty minutes', () => {
    const c = createHarbour({ seed: 'addresses' });
    live(c, 20, () => checkAddresses(c));
  });

  it('keeps its counts near the drawn ones, at one to three changes a second', () => {
    const c = createHarbour();
    let events = 0;
    for (const { id } of c.types()) c.subscribe(id, () => events++);
    live(c, 60, () => {
      const pods = c.list('pods').length;
      expect(pods).toBeGreaterThan(1370);
      expect(pods).toBeLessThan(1450);
    });
    expect(events / 3600).toBeGreaterThan(1);
    expect(events / 3600).toBeLessThan(3);
  });

  it('keeps endpoints equal to the ready pods that the selectors select', () => {
    const c = createHarbour();
    live(c, 12, () => {
      for (const object of c.list('services', 'staging')) {
        const { selector } = specOf<{ selector?: Record<string, string> }>(object);
        if (!selector) continue;
        const { namespace = '', name } = object.metadata;
        const selected = c
          .list('pods', namespace)
          .filter((pod) => Object.entries(selector).every(([k, v]) => pod.metadata.labels?.[k] === v));
        const expected = selected.filter(
          (pod) => podIPsOf(pod).length > 0 && (pod['status'] as { phase: string }).phase !== 'Succeeded',
        );
        expect(
          endpointsOf(c, namespace, name)
            .flatMap(({ addresses }) => addresses)
            .sort(),
        ).toEqual(expected.flatMap(podIPsOf).sort());
      }
    });
  });

  it('brings the silent node back, and its pods with it', () => {
    const c = createHarbour();
    c.advance(9 * minuteMs);
    expect(isReady(c.get('nodes', '', 'harbour-b-14')!)).toBe(true);
    const there = onPodNetwork(c).filter((pod) => nodeOf(pod) === 'harbour-b-14' && waitingReason(pod) === undefined);
    expect(there.filter(isReady).length).toBeGreaterThan(10);
  });

  it('drains a node, loses another, and rolls back an incident within two hours', () => {
    const c = createHarbour();
    const seen = new Set<string>();
    c.subscribe('nodes', ({ object }) => {
      const node = object.read();
      if (specOf<{ unschedulable?: boolean }>(node).unschedulable === true) seen.add('drain');
      if (node.metadata.name !== 'harbour-b-14' && !isReady(node)) seen.add('failure');
    });
    c.subscribe('pods', ({ type, object }) => {
      const pod = object.read();
      const fresh = c.clock.now() - Date.parse(pod.metadata.creationTimestamp!) < 10 * minuteMs;
      if (type === 'MODIFIED' && fresh && waitingReason(pod)?.endsWith('BackOff') === true) seen.add('incident');
      if (type === 'DELETED' && waitingReason(pod)?.endsWith('BackOff') === true) seen.add('rolled back');
    });
    c.advance(120 * minuteMs);
    expect([...seen].sort()).toEqual(['drain', 'failure', 'incident', 'rolled back']);
  });

  it('is the same for the same seed, byte by byte, whatever the size of the steps', () => {
    const bytes = (stepMs: number): string => {
      const c = createHarbour({ seed: 7 });
      for (let done = 0; done < 10 * minuteMs; done += stepMs) c.advance(stepMs);
      return JSON.stringify(c.types().map(({ id }) => c.list(id)));
    };
    const once = bytes(10 * minuteMs);
    expect(bytes(10 * minuteMs) === once).toBe(true);
    expect(bytes(250) === once).toBe(true);
  });

  it('is another for another seed', () => {
    const names = (seed: number): string =>
      JSON.stringify(
        createHarbour({ seed })
          .list('pods')
          .map(({ metadata }) => metadata.name),
      );
    expect(names(1) === names(2)).toBe(false);
  });
});

describe('harbour, started again', () => {
  it('has the same lives with the same births, but for what is young or troubled', () => {
    const births = (nowMs: number): Map<string, string> =>
      new Map(
        createHarbour({ clock: createClock(nowMs) })
          .list('pods')
          .map(({ metadata }) => [metadata.uid!, metadata.creationTimestamp!]),
      );
    const [first, later] = [births(DRAWN_AT_MS), births(DRAWN_AT_MS + 3600_000)];
    const moved = [...first].filter(([uid, birth]) => later.get(uid) !== birth);
    expect([...later.keys()].sort()).toEqual([...first.keys()].sort());
    expect(moved.length).toBeLessThan(40);
  });

  it('begins with later versions than it can have reached before', () => {
    const before = createHarbour({ clock: createClock(DRAWN_AT_MS) });
    before.advance(10 * minuteMs);
    const after = createHarbour({ clock: createClock(DRAWN_AT_MS + 10 * minuteMs) });
    expect(after.table('pods')!.oldestResourceVersion).toBeGreaterThan(before.resourceVersion);
  });
});
