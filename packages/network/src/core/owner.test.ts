import { describe, expect, it } from '@jest/globals';
import { build } from '@netkaart/topology';
import { ownerOf } from './owner.js';

const owned = (kind: string, name: string, labels: Record<string, string> = {}, createdAt = 1_760_000_000) =>
  ownerOf(build.pod({ owner: { kind, name, uid: 'u' }, labels, createdAt }));

describe('ownerOf', () => {
  it('a bare pod has none', () => expect(ownerOf(build.pod())).toBeNull());

  it('a ReplicaSet named after the pod-template-hash belongs to the Deployment before it; the rule is named', () => {
    const owner = owned('ReplicaSet', 'nginx2-57bbd47f4d', { 'pod-template-hash': '57bbd47f4d' });
    expect(owner).toMatchObject({ kind: 'Deployment', name: 'nginx2', evidence: 'inferred' });
    expect(owner?.rule).toContain('nginx2-57bbd47f4d');
  });

  it.each([
    ['no such label', 'web-57bbd47f4d', {}],
    ['another hash', 'web-57bbd47f4d', { 'pod-template-hash': '1111111111' }],
    ['nothing before the hash', '57bbd47f4d', { 'pod-template-hash': '57bbd47f4d' }],
    ['no dash before the hash', 'web57bbd47f4d', { 'pod-template-hash': '57bbd47f4d' }],
    ['an empty hash', 'web-', { 'pod-template-hash': '' }],
  ])('%s: the ReplicaSet as read', (_, name, labels) => {
    expect(owned('ReplicaSet', name, labels)).toEqual({ kind: 'ReplicaSet', name, evidence: 'read', rule: '' });
  });

  it('a Job named after a time near the pod belongs to the CronJob before it', () => {
    expect(owned('Job', 'backup-29333340')).toMatchObject({ kind: 'CronJob', name: 'backup', evidence: 'inferred' });
  });

  it.each(['import-20240101', 'import', 'import-2933334'])('Job %s is a Job as read', (name) => {
    expect(owned('Job', name)).toMatchObject({ kind: 'Job', name, evidence: 'read' });
  });

  it.each(['StatefulSet', 'DaemonSet', 'Node', 'Rollout'])('%s is given as read', (kind) => {
    expect(owned(kind, 'x-57bbd47f4d', { 'pod-template-hash': '57bbd47f4d' })).toMatchObject({
      kind,
      evidence: 'read',
    });
  });
});
