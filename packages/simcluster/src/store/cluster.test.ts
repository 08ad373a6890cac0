import { describe, expect, it } from '@jest/globals';
import { denialOf } from './access.js';
import { createCluster, type SimCluster } from './cluster.js';
import type { KubeObject } from './object.js';

const pod = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default' },
  status: { phase: 'Running' },
});
const cluster = (): SimCluster => createCluster({ name: 'c', seed: 1 });

describe('SimCluster', () => {
  it('gives each write a higher resourceVersion, over all resources', () => {
    const c = cluster();
    const first = Number(c.create(pod('a')).metadata.resourceVersion);
    const second = Number(
      c.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n' } }).metadata.resourceVersion,
    );
    c.delete('pods', 'default', 'a');
    expect(second).toBeGreaterThan(first);
    expect(c.resourceVersion).toBeGreaterThan(second);
  });

  it('keeps a uid for a life and gives the next life of a name another', () => {
    const c = cluster();
    const first = c.create(pod('a')).metadata.uid;
    const updated = c.patch('pods', 'default', 'a', (draft) => (draft['status'] = { phase: 'Failed' }));
    c.delete('pods', 'default', 'a');
    const next = c.create(pod('a')).metadata.uid;
    expect(updated?.metadata.uid).toBe(first);
    expect(next).not.toBe(first);
  });

  it('writes nothing when nothing changes', () => {
    const c = cluster();
    c.create(pod('a'));
    const before = c.resourceVersion;
    c.update(pod('a'));
    c.patch('pods', 'default', 'a', () => undefined);
    expect(c.resourceVersion).toBe(before);
  });

  it('leaves versions that were handed out as they are', () => {
    const c = cluster();
    const first = c.create(pod('a'));
    const copy = structuredClone(first);
    c.patch('pods', 'default', 'a', (draft) => (draft['status'] = { phase: 'Failed' }));
    expect(first).toEqual(copy);
  });

  it('deletes a pod with grace in two steps, the second when its moment comes', () => {
    const c = cluster();
    const kinds: string[] = [];
    c.create(pod('a'));
    c.subscribe('pods', ({ type, object }) =>
      kinds.push(`${type} ${object.read().metadata.deletionTimestamp ?? 'staying'}`),
    );
    c.delete('pods', 'default', 'a', 30);
    c.advance(29_999);
    expect(c.get('pods', 'default', 'a')?.metadata.deletionGracePeriodSeconds).toBe(30);
    c.advance(1);
    expect(c.get('pods', 'default', 'a')).toBeUndefined();
    expect(kinds).toEqual(['MODIFIED 2026-11-22T13:32:37Z', 'DELETED 2026-11-22T13:32:37Z']);
  });

  it('does not delete the successor of a pod that was removed early', () => {
    const c = cluster();
    c.create(pod('a'));
    c.delete('pods', 'default', 'a', 30);
    c.delete('pods', 'default', 'a');
    c.create(pod('a'));
    c.advance(60_000);
    expect(c.get('pods', 'default', 'a')).toBeDefined();
  });

  it('refuses a second object of one name and a kind that it does not serve', () => {
    const c = cluster();
    c.create(pod('a'));
    expect(() => c.create(pod('a'))).toThrow('pods default/a exists already');
    expect(() => c.create({ apiVersion: 'v2', kind: 'Pod', metadata: { name: 'x' } })).toThrow('serves no Pod of v2');
  });

  it('serves ServiceCIDRs from 1.33 on', () => {
    const served = (version: string): boolean =>
      createCluster({ name: 'c', seed: 1, version }).table('servicecidrs.networking.k8s.io') !== undefined;
    expect([served('v1.32.9+k3s1'), served('v1.33.4')]).toEqual([false, true]);
  });

  it('takes a custom resource away with all of its objects, and says so', () => {
    const c = cluster();
    const told: string[] = [];
    c.onTypes((id) => told.push(id));
    c.installCrds(['ippools.crd.projectcalico.org']);
    c.create({ apiVersion: 'crd.projectcalico.org/v1', kind: 'IPPool', metadata: { name: 'p' } });
    c.subscribe('ippools.crd.projectcalico.org', ({ type, object }) => told.push(`${type} ${object.name}`));
    c.removeCrd('ippools.crd.projectcalico.org');
    expect(told).toEqual(['ippools.crd.projectcalico.org', 'DELETED p', 'ippools.crd.projectcalico.org']);
    expect(c.table('ippools.crd.projectcalico.org')).toBeUndefined();
    expect(c.list('customresourcedefinitions.apiextensions.k8s.io')).toEqual([]);
  });

  it('names the custom resource that it does not know', () => {
    expect(() => cluster().installCrds(['foos.example.com'])).toThrow('foos.example.com');
  });

  it('forbids by user, verb, resource and namespace', () => {
    const c = cluster();
    c.deny([{ user: 'u', verbs: ['list'], resources: ['pods'], namespace: 'n' }]);
    const type = c.table('pods')!.type;
    const attempt = { user: 'u', verb: 'list', type, namespace: 'n' } as const;
    expect(c.isDenied(attempt)).toBe(true);
    expect(c.isDenied({ ...attempt, user: 'v' })).toBe(false);
    expect(c.isDenied({ ...attempt, verb: 'watch' })).toBe(false);
    expect(c.isDenied({ ...attempt, namespace: '' })).toBe(false);
    expect(denialOf(attempt)).toBe(
      'pods is forbidden: User "u" cannot list resource "pods" in API group "" in the namespace "n"',
    );
  });

  it('does what is planned at its own moment, however large the step', () => {
    const c = cluster();
    const start = c.clock.now();
    const moments: number[] = [];
    const tick = (): void => {
      moments.push(c.clock.now() - start);
      if (moments.length < 4) c.after(250, tick);
    };
    c.after(250, tick);
    c.advance(5000);
    expect(moments).toEqual([250, 500, 750, 1000]);
    expect(c.clock.now() - start).toBe(5000);
  });
});
