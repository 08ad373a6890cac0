import { describe, expect, it, jest } from '@jest/globals';
import type { ClusterStatus } from '@netkaart/protocol';
import { INITIAL, reduce, type AppMessage, type AppState } from './app-state';
import { Store } from './store';

const cluster = (id: string, provenAt: number): ClusterStatus => ({ id, provenAt }) as ClusterStatus;
const after = (...messages: AppMessage[]): AppState => messages.reduce(reduce, INITIAL);

describe('what a page knows', () => {
  it('keeps the server’s clock beside its own', () => {
    const state = after({ type: 'status', now: 5000, clusters: [], heardAt: 4000 });
    expect(state).toMatchObject({ clockAheadMs: 1000, serverNow: 5000 });
  });

  it('grows fresher by a heartbeat without touching the other clusters', () => {
    const [a, b] = [cluster('a', 1), cluster('b', 2)];
    const before = after({ type: 'status', now: 0, clusters: [a, b], heardAt: 0 });
    const { clusters } = reduce(before, { type: 'freshness', now: 9, provenAt: { a: 7, gone: 3 }, heardAt: 0 });
    expect(clusters?.[0]?.provenAt).toBe(7);
    expect(clusters?.[1]).toBe(b);
  });

  it('forgets the picture of a view that was left, not the clusters', () => {
    const state = after(
      { type: 'status', now: 0, clusters: [cluster('a', 1)], heardAt: 0 },
      { type: 'broken', message: 'no', heardAt: 0 },
      { type: 'waiting', count: 3, heardAt: 0 },
      { type: 'left' },
    );
    expect(state).toMatchObject({ scene: null, panel: null, broken: null, waiting: 0 });
    expect(state.clusters).toHaveLength(1);
  });

  it('is the same value when nothing changed, so that nobody is woken', () => {
    const store = new Store(INITIAL, reduce);
    const listener = jest.fn();
    store.subscribe(listener);
    store.dispatch({ type: 'answer', id: 1, answer: null, heardAt: 0 });
    expect(listener).not.toHaveBeenCalled();
    store.dispatch({ type: 'waiting', count: 2, heardAt: 0 });
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
