import { describe, expect, it } from '@jest/globals';
import type { ResourceState } from '@netkaart/kube';
import { resourceOf } from '../../test/support/scripted-cluster.js';
import { ClusterHealth } from './cluster-health.js';

const [pods, nodes, gateways] = [resourceOf('Pod'), resourceOf('Node'), resourceOf('Gateway')];
const state = (phase: ResourceState['phase'], more: Partial<ResourceState> = {}): ResourceState => ({
  phase,
  read: 0,
  total: null,
  detail: '',
  retryAt: null,
  ...more,
});
const reachable = { reachable: true, detail: '', retryAt: null };

function liveSince(at: number, known = false): ClusterHealth {
  const health = new ClusterHealth(known);
  health.connection(reachable);
  for (const resource of [pods, nodes]) {
    health.state(resource, state('live'));
    health.proven(resource, at);
  }
  return health;
}

describe('the health of a cluster', () => {
  it('goes from connecting over syncing to live, when every readable kind is proven', () => {
    const health = new ClusterHealth(false);
    expect(health.report(0)).toMatchObject({ phase: 'connecting', provenAt: null });
    health.connection(reachable);
    health.state(pods, state('listing', { read: 31_500, total: 150_000 }));
    health.state(nodes, state('live'));
    health.proven(nodes, 5);
    health.state(gateways, state('absent'));
    expect(health.report(10)).toMatchObject({ phase: 'syncing', detail: 'Reading Pod.' });
    expect(health.report(10).kinds.find(({ kind }) => kind === 'Pod')).toMatchObject({
      phase: 'listing',
      read: 31_500,
      total: 150_000,
    });
    health.state(pods, state('live'));
    health.proven(pods, 8);
    expect(health.report(10)).toMatchObject({ phase: 'live', detail: '', provenAt: 8 });
  });

  it('is never live while one feed has been silent for more than 90 s, and is then as old as that feed', () => {
    const health = liveSince(1_000);
    health.proven(nodes, 100_000);
    expect(health.report(91_000).phase).toBe('live');
    expect(health.report(91_001)).toMatchObject({
      phase: 'stale',
      provenAt: 1_000,
      detail: 'Nothing heard lately of Pod.',
    });
  });

  it('is failed when it was never heard, stale when it was, and says why and when it tries again', () => {
    const refused = { reachable: false, detail: 'connection refused', retryAt: 99 };
    const never = new ClusterHealth(false);
    never.connection(refused);
    expect(never.report(0)).toMatchObject({ phase: 'failed', detail: 'connection refused', retryAt: 99 });
    const once = liveSince(5);
    once.report(6);
    once.connection(refused);
    expect(once.report(7)).toMatchObject({ phase: 'stale', provenAt: 5, detail: 'connection refused' });
  });

  it('is stale, not new, after a restart with a known state', () => {
    expect(new ClusterHealth(true).report(0).phase).toBe('stale');
  });

  it('is live without the kinds that may not be read, and says what is missing', () => {
    const health = liveSince(5);
    health.state(gateways, state('denied', { detail: 'list gateways.gateway.networking.k8s.io is forbidden' }));
    const report = health.report(6);
    expect(report.phase).toBe('live');
    expect(report.kinds.find(({ kind }) => kind === 'Gateway')).toMatchObject({
      phase: 'denied',
      detail: 'list gateways.gateway.networking.k8s.io is forbidden',
    });
  });

  it('is failed when nothing may be read', () => {
    const health = new ClusterHealth(false);
    health.connection(reachable);
    health.state(pods, state('denied', { detail: 'list pods is forbidden' }));
    expect(health.report(0)).toMatchObject({ phase: 'failed', detail: 'list pods is forbidden' });
  });

  it('counts each object that was left out once', () => {
    const health = liveSince(5);
    const problem = { namespace: 'a', name: 'b', uid: 'u', field: 'spec', message: 'is no object' };
    health.quarantine(pods, problem);
    health.quarantine(pods, problem);
    expect(health.quarantined).toBe(1);
    expect(health.report(6).kinds.find(({ kind }) => kind === 'Pod')?.detail).toBe(
      '1 left out or shortened; the first is a/b, spec: is no object',
    );
  });

  it('knows when kinds were read completely once', () => {
    const health = new ClusterHealth(false);
    expect(health.settled(['Pod', 'Node'])).toBe(false);
    health.state(pods, state('listing'));
    health.state(nodes, state('live'));
    expect(health.settled(['Pod', 'Node'])).toBe(false);
    health.state(pods, state('live'));
    health.state(pods, state('stale'));
    expect(health.settled(['Pod', 'Node', 'Gateway'])).toBe(true);
  });
});
