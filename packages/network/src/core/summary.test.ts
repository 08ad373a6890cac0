import { describe, expect, it } from '@jest/globals';
import { apply, build, diff, KINDS, recordsOf } from '@netkaart/topology';
import fc from 'fast-check';
import { smallCluster } from '../../test/small-cluster.js';
import { detectCni } from './cni.js';
import { podState } from './states.js';
import { createSummary, summarise } from './summary.js';

const clusters = smallCluster(KINDS, 20);

describe('summarise', () => {
  it('the pod states add up to the pods, each counted by podState', () => {
    fc.assert(
      fc.property(clusters, (topology) => {
        const { counts } = summarise(topology);
        const { ok, pending, bad, unknown, leaving, done } = counts;
        expect(ok + pending + bad + unknown + leaving + done).toBe(topology.kinds.Pod.size);
        const nodes = new Map([...recordsOf(topology, 'Node')].map((node) => [node.name, node]));
        const states = [...recordsOf(topology, 'Pod')].map((pod) => podState(pod, nodes.get(pod.node)));
        for (const state of ['ok', 'pending', 'bad', 'unknown', 'leaving', 'done'] as const) {
          expect(counts[state]).toBe(states.filter((each) => each === state).length);
        }
      }),
    );
  });

  it('names the plugin as detectCni does', () => {
    fc.assert(
      fc.property(clusters, (topology) => {
        const { name, enforcement } = detectCni(topology);
        expect(summarise(topology)).toMatchObject({ cni: name, enforcement });
      }),
    );
  });

  it('following the changes gives what counting anew gives', () => {
    fc.assert(
      fc.property(clusters, clusters, clusters, (a, b, c) => {
        const summary = createSummary(a);
        expect(summary.current()).toEqual(summarise(a));
        summary.apply(diff(a, b));
        expect(summary.current()).toEqual(summarise(b));
        summary.apply(diff(b, c));
        expect(summary.current()).toEqual(summarise(apply(b, diff(b, c))));
      }),
    );
  });

  it('counts nodes, Services, policies of all generations, host-network pods and pods without address', () => {
    const topology = build.topology([
      build.node({ name: 'a' }),
      build.node({ name: 'b', ready: 'False' }),
      build.node({ name: 'c', ready: '' }),
      build.service(),
      build.networkPolicy(),
      build.clusterNetworkPolicy(),
      build.adminNetworkPolicy(),
      build.baselineAdminNetworkPolicy(),
      build.pod({ name: 'host', hostNetwork: true, ips: ['192.168.1.10'] }),
      build.pod({ name: 'host-pending', hostNetwork: true }),
      build.pod({ name: 'waiting', phase: 'Pending', ready: false }),
      build.pod({ name: 'own', ips: ['10.244.0.2'] }),
    ]);
    expect(summarise(topology).counts).toMatchObject({
      nodes: 3,
      nodesReady: 1,
      services: 1,
      policies: 4,
      pods: 4,
      hostNetwork: 2,
      withoutAddress: 1,
    });
  });

  it('counts each way in once: hosts of a class, listeners, LoadBalancer and NodePort Services', () => {
    const backend = { service: { name: 'web', port: 80 }, resource: null };
    const rule = (host: string) => ({ host, paths: [{ path: '/', pathType: 'Prefix', backend }] });
    const listener = (name: string) => ({
      name,
      hostname: '',
      port: 80,
      protocol: 'HTTP',
      tlsMode: '',
      certificateRefs: [],
      allowedFrom: 'Same',
      allowedSelector: null,
      allowedKinds: [],
      attachedRoutes: null,
    });
    const topology = build.topology([
      build.ingress({
        name: 'a',
        className: 'nginx',
        rules: [rule('a.example'), rule('b.example'), rule('A.example')],
      }),
      build.ingress({ name: 'b', className: 'nginx', rules: [rule('a.example')] }),
      build.ingress({ name: 'c', className: 'other', rules: [rule('a.example')] }),
      build.ingress({ name: 'd', className: 'nginx', defaultBackend: backend }),
      build.gateway({ listeners: [listener('http'), listener('https')] }),
      build.service({ name: 'lb', type: 'LoadBalancer' }),
      build.service({ name: 'np', type: 'NodePort' }),
      build.service({ name: 'ci', type: 'ClusterIP' }),
      build.service({ name: 'en', type: 'ExternalName' }),
    ]);
    expect(summarise(topology).counts.entries).toBe(4 + 2 + 2);
  });

  it('of nothing is nothing', () => {
    expect(summarise(build.topology([]))).toEqual({
      counts: {
        nodes: 0,
        nodesReady: 0,
        pods: 0,
        ok: 0,
        pending: 0,
        bad: 0,
        unknown: 0,
        leaving: 0,
        done: 0,
        hostNetwork: 0,
        withoutAddress: 0,
        services: 0,
        entries: 0,
        policies: 0,
      },
      cni: 'unknown',
      enforcement: 'unknown',
    });
  });
});
