import { describe, expect, it, jest } from '@jest/globals';
import type { ServerMessage, ClientMessage, Cursor } from '@netkaart/protocol';
import { build, hash, type Change, type Topology } from '@netkaart/topology';
import { ClusterFeed, type State } from './cluster-feed';

const pod = (name: string) => build.pod({ name, ips: [`10.0.0.${name.length}`] });
const add = (name: string): Change => ({ op: 'add', kind: 'Pod', uid: pod(name).uid, record: pod(name) });
const stateOf = (names: readonly string[], seq: number): State => ({
  topology: build.topology(names.map(pod)),
  cursor: { epoch: 1, seq },
});
type Batch = Extract<ServerMessage, { type: 'changes' }>;
const batch = (from: number, changes: readonly Change[], over: object = {}): Batch => ({
  type: 'changes',
  cluster: 'c',
  epoch: 1,
  from,
  to: from + changes.length,
  observedAt: 0,
  merged: false,
  changes: [...changes],
  ...over,
});

function feedOf(states: readonly State[]) {
  const sent: ClientMessage[] = [];
  const timers: (() => void)[] = [];
  const seen = { topology: null as Topology | null, cursor: null as Cursor | null, waiting: 0, changes: 0 };
  const rest = [...states];
  const load = jest.fn(() => {
    const state = rest.shift();
    return state ? Promise.resolve(state) : Promise.reject(new Error('unreachable'));
  });
  const feed = new ClusterFeed(
    {
      send: (message) => sent.push(message),
      load,
      after: (_, run) => {
        timers.push(run);
        return () => timers.splice(timers.indexOf(run), 1);
      },
    },
    {
      loaded: (topology, cursor) => Object.assign(seen, { topology, cursor }),
      changed: (topology, cursor, changes) =>
        Object.assign(seen, { topology, cursor, changes: seen.changes + changes.length }),
      waiting: (count) => Object.assign(seen, { waiting: count }),
    },
  );
  const tick = async () => {
    for (const run of timers.splice(0)) run();
    await Promise.resolve();
    await Promise.resolve();
  };
  feed.open('c');
  return { feed, sent, seen, load, tick };
}

const reset = { type: 'reset', cluster: 'c', cursor: { epoch: 1, seq: 0 } } as const;
const names = (topology: Topology | null) => [...(topology?.kinds.Pod.values() ?? [])].map((p) => p.name).sort();

describe('the feed of a cluster', () => {
  it('subscribes with nothing, loads on reset and applies what comes after', async () => {
    const { feed, sent, seen, tick } = feedOf([stateOf(['a'], 3)]);
    expect(sent).toEqual([{ type: 'subscribe', cluster: 'c', since: null }]);
    feed.take(reset);
    await tick();
    feed.take(batch(3, [add('bb')]));
    await tick();
    expect(names(seen.topology)).toEqual(['a', 'bb']);
    expect(seen.cursor).toEqual({ epoch: 1, seq: 4 });
  });

  it('drops the part of a batch that the loaded state holds already', async () => {
    const { feed, seen, tick } = feedOf([stateOf(['a', 'bb'], 2)]);
    feed.take(reset);
    feed.take(batch(0, [add('a'), add('bb'), add('ccc')]));
    await tick();
    await tick();
    expect(names(seen.topology)).toEqual(['a', 'bb', 'ccc']);
    expect(hash(seen.topology!)).toBe(hash(stateOf(['a', 'bb', 'ccc'], 3).topology));
  });

  it('asks from its cursor when a batch is missing, and never applies past the hole', async () => {
    const { feed, sent, seen, tick } = feedOf([stateOf(['a'], 1)]);
    feed.take(reset);
    await tick();
    feed.take(batch(5, [add('ffffff')]));
    await tick();
    expect(names(seen.topology)).toEqual(['a']);
    expect(sent.at(-1)).toEqual({ type: 'subscribe', cluster: 'c', since: { epoch: 1, seq: 1 } });
  });

  it.each([
    ['another epoch', batch(1, [add('bb')], { epoch: 2 })],
    ['a change that does not fit', batch(1, [add('a')])],
    ['a merged backlog that overlaps', batch(0, [add('a'), add('bb')], { merged: true })],
  ])('reads the whole state anew on %s', async (_, message) => {
    const { feed, sent, tick } = feedOf([stateOf(['a'], 1)]);
    feed.take(reset);
    await tick();
    feed.take(message);
    await tick();
    expect(sent.at(-1)).toEqual({ type: 'subscribe', cluster: 'c', since: null });
  });

  it('applies a merged backlog that starts at its cursor', async () => {
    const { feed, seen, tick } = feedOf([stateOf(['a'], 1)]);
    feed.take(reset);
    await tick();
    feed.take(batch(1, [add('bb')], { merged: true, to: 9 }));
    await tick();
    expect(seen.cursor).toEqual({ epoch: 1, seq: 9 });
    expect(names(seen.topology)).toEqual(['a', 'bb']);
  });

  it('counts while paused, shows nothing new, and catches up at once', async () => {
    const { feed, seen, tick } = feedOf([stateOf(['a'], 1)]);
    feed.take(reset);
    await tick();
    feed.pause(true);
    feed.take(batch(1, [add('bb'), add('ccc')]));
    await tick();
    expect(seen.waiting).toBe(2);
    expect(names(seen.topology)).toEqual(['a']);
    feed.pause(false);
    expect(seen.waiting).toBe(0);
    expect(names(seen.topology)).toEqual(['a', 'bb', 'ccc']);
  });

  it('resumes from its cursor after the line came back', async () => {
    const { feed, sent, tick } = feedOf([stateOf(['a'], 7)]);
    feed.take(reset);
    await tick();
    feed.subscribe();
    expect(sent.at(-1)).toEqual({ type: 'subscribe', cluster: 'c', since: { epoch: 1, seq: 7 } });
  });

  it('tries again when the state can’t be had', async () => {
    const { feed, sent, tick } = feedOf([]);
    feed.take(reset);
    await tick();
    await tick();
    expect(sent).toHaveLength(2);
  });

  it('forgets the old cluster when another is opened, even one still loading', async () => {
    const { feed, seen, tick } = feedOf([stateOf(['a'], 1)]);
    feed.take(reset);
    feed.open('d');
    await tick();
    expect(seen.topology).toBeNull();
    expect(feed.cursor).toBeNull();
  });

  it('ignores messages about other clusters', async () => {
    const { feed, load, seen, tick } = feedOf([stateOf(['a'], 1)]);
    feed.take({ ...reset, cluster: 'other' });
    feed.take({ ...batch(0, [add('bb')]), cluster: 'other' });
    await tick();
    expect(load).not.toHaveBeenCalled();
    expect(seen.topology).toBeNull();
  });
});
