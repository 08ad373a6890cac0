import { setMaxListeners } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { PodRecord } from '@netkaart/topology';
import { FakeClock } from '../../test/fake-clock.js';
import {
  bookmark,
  event,
  FakeTransport,
  json,
  noAnswer,
  page,
  pod,
  refusal,
  status,
  Stream,
} from '../../test/fake-transport.js';
import { MemorySink } from '../../test/memory-sink.js';
import { noIntern } from '../prune/intern.js';
import { RESOURCES } from '../resources.js';
import { defaultTiming, type Timing } from '../timing.js';
import type { Context } from './context.js';
import { Reflector, type Following } from './reflector.js';
import { Turns } from './turns.js';

const PODS = RESOURCES.find(({ id }) => id === 'pods')!;
const ROUTES = RESOURCES.find(({ plural }) => plural === 'httproutes')!;
const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

function follow({
  timing = {},
  known = PODS,
  ...following
}: Partial<Following> & { timing?: Partial<Timing>; known?: typeof PODS } = {}) {
  const clock = new FakeClock();
  const transport = new FakeTransport();
  const sink = new MemorySink();
  const contact: string[] = [];
  const context: Context = {
    transport,
    sink,
    contact: { answered: () => contact.push('answered'), failed: (detail) => contact.push(detail) },
    clock,
    random: () => 0.5,
    timing: { ...defaultTiming, ...timing },
    intern: noIntern,
    turns: new Turns(2),
    gzip: false,
    verify: () => Promise.resolve(),
  };
  const reflector = new Reflector(context, known, { mode: 'watch', pollMs: 60_000, resume: undefined, ...following });
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const start = () => {
    const running = reflector.run(controller.signal);
    stops.push(async () => {
      controller.abort();
      await running;
      expect(clock.asleep).toBe(0);
    });
  };
  return { clock, transport, sink, contact, reflector, start, state: () => sink.stateOf(known.id)! };
}

/** Listed with `pods` at version 10, and watching. */
async function watching(pods: object[] = [pod('a', 5)], more: Parameters<typeof follow>[0] = {}) {
  const world = follow(more);
  const stream = new Stream();
  world.transport.script.list.push(page(pods, { resourceVersion: '10' }));
  world.transport.script.watch.push(stream.reply);
  world.start();
  await world.clock.settle();
  expect(world.state().phase).toBe('live');
  return { ...world, stream };
}

const names = (sink: MemorySink) => [...sink.records.values()].map(({ name }) => name).sort();

describe('list', () => {
  it('asks for a consistent list in pages of 500', async () => {
    const { transport, start, clock } = follow();
    start();
    await clock.settle();
    expect(transport.asked('list').map(String)).toEqual(['limit=500']);
  });

  it('delivers pages as they arrive and advances at the end only', async () => {
    const { transport, sink, start, clock, state } = follow();
    const second = new Stream();
    transport.script.list.push(
      page([pod('a', 1)], { resourceVersion: '9', continue: 'next', remainingItemCount: 2 }),
      second.reply,
    );
    start();
    await clock.settle();
    expect(names(sink)).toEqual(['a']);
    expect(state()).toMatchObject({ phase: 'listing', read: 1, total: 3 });
    expect(sink.calls('advance', 'pods')).toEqual([]);
    second.write(JSON.stringify({ metadata: { resourceVersion: '9' }, items: [pod('b', 2), pod('c', 3)] })).end();
    await clock.settle();
    expect(names(sink)).toEqual(['a', 'b', 'c']);
    expect(sink.calls('advance', 'pods').map(({ resume }) => resume.resourceVersion)).toEqual(['9']);
    expect(transport.asked('list')[1]!.get('continue')).toBe('next');
    expect(state()).toMatchObject({ phase: 'live', read: 3, total: null, detail: '' });
  });

  it('starts again when the snapshot expires between pages, and takes nothing for deleted', async () => {
    const { transport, sink, start, clock, state } = follow();
    transport.script.list.push(
      page([pod('a', 1)], { resourceVersion: '9', continue: 'next' }),
      refusal(410, 'Expired'),
      page([pod('a', 1)], { resourceVersion: '20', continue: 'next' }),
      refusal(410, 'Expired'),
      page([pod('a', 1), pod('b', 19)], { resourceVersion: '30' }),
    );
    start();
    await clock.settle();
    expect(transport.asked('list').map((query) => query.get('limit'))).toEqual(['500', '500', '500', '500', null]);
    expect(state().phase).toBe('live');
    expect(names(sink)).toEqual(['a', 'b']);
    expect(sink.calls('remove', 'pods')).toEqual([]);
  });

  it('asks for a page again when it fails on the way, from where it was', async () => {
    const { transport, sink, start, clock, state } = follow();
    const broken = new Stream()
      .write(`{"metadata":{"resourceVersion":"9"},"items":[${JSON.stringify(pod('b', 2))},`)
      .fail();
    transport.script.list.push(
      page([pod('a', 1)], { resourceVersion: '9', continue: 'next', remainingItemCount: 2 }),
      refusal(429, 'TooManyRequests', 'busy', { 'retry-after': '3' }),
      broken.reply,
      page([pod('b', 2), pod('c', 3)], { resourceVersion: '9' }),
    );
    start();
    await clock.advance(10_000);
    expect(transport.asked('list').map((query) => query.get('continue'))).toEqual([null, 'next', 'next', 'next']);
    expect(names(sink)).toEqual(['a', 'b', 'c']);
    expect(state().read).toBe(3);
  });

  it('takes a list that was cut off for a failure, not for the end', async () => {
    const { transport, sink, start, clock, state } = follow();
    const cut = new Stream()
      .write(`{"metadata":{"resourceVersion":"9"},"items":[${JSON.stringify(pod('a', 1))},{"meta`)
      .end();
    transport.script.list.push(cut.reply);
    sink.records.set('uid-z', { ...(await recordOf('z')) });
    start();
    await clock.settle();
    expect(state().phase).toBe('stale');
    expect(state().detail).toMatch(/ended in the middle/);
    expect(sink.calls('advance', 'pods')).toEqual([]);
    expect(sink.calls('remove', 'pods')).toEqual([]);
  });

  it('keeps what can be read and names what can not, and holds nothing for deleted that it could not read', async () => {
    const poison = { ...pod('poison', 3), spec: { containers: [{ ports: [{ containerPort: 'http' }] }] } };
    const { sink, state, transport, clock } = await watching([pod('a', 1), poison, pod('b', 2)]);
    expect(names(sink)).toEqual(['a', 'b']);
    expect(sink.problems).toEqual([
      {
        id: 'pods',
        namespace: 'default',
        name: 'poison',
        uid: 'uid-poison',
        field: 'spec.containers[0].ports[0].containerPort',
        message: 'spec.containers[0].ports[0].containerPort is a string, not a whole number',
      },
    ]);
    expect(state().phase).toBe('live');
    expect(transport.asked('watch')).toHaveLength(1);
    await clock.settle();
  });

  it('does not infer deletions from a list that holds an object without a readable UID', async () => {
    const { transport, sink, start, clock, state } = follow();
    sink.records.set('uid-z', await recordOf('z'));
    transport.script.list.push(page([{ metadata: { name: 'nameless' } }], { resourceVersion: '9' }));
    transport.script.watch.push(new Stream().reply);
    start();
    await clock.settle();
    expect(names(sink)).toEqual(['z']);
    expect(state().detail).toMatch(/could not be read/);
    expect(sink.problems[0]).toMatchObject({ name: 'nameless', field: 'metadata.uid' });
  });

  it('refuses a state older than the one seen, changes connection, and believes it after ten minutes', async () => {
    const { transport, sink, clock, state, stream } = await watching([pod('a', 5), pod('b', 6)]);
    const old = () => transport.script.list.push(page([pod('a', 3)], { resourceVersion: '4' }));
    stream.write(event('ERROR', { kind: 'Status', code: 410, reason: 'Expired' }));
    old();
    await clock.advance(2000);
    expect(state().phase).toBe('stale');
    expect(state().detail).toMatch(/older state \(4\) of pods .* restored from a backup/);
    expect(transport.rotations).toBe(1);
    expect(names(sink)).toEqual(['a', 'b']);
    for (let i = 0; i < 40; i += 1) old();
    await clock.advance(660_000);
    expect(state().phase).toBe('live');
    expect(names(sink)).toEqual(['a']);
  });
});

describe('watch', () => {
  it('asks for bookmarks and for an end at a random time within 300 to 600 s', async () => {
    const { transport } = await watching();
    const query = transport.asked('watch')[0]!;
    expect(query.get('allowWatchBookmarks')).toBe('true');
    expect(query.get('resourceVersion')).toBe('10');
    expect(Number(query.get('timeoutSeconds'))).toBeGreaterThanOrEqual(300);
    expect(Number(query.get('timeoutSeconds'))).toBeLessThanOrEqual(600);
  });

  it('delivers events in order with the version that they reach', async () => {
    const { sink, stream, clock } = await watching();
    stream.write(event('ADDED', pod('b', 11)), event('MODIFIED', pod('a', 12)), event('DELETED', pod('b', 13)));
    await clock.settle();
    expect(names(sink)).toEqual(['a']);
    expect(sink.resume.get('pods')).toEqual({ resourceVersion: '13', at: clock.now() });
  });

  it('tells a life that began and ended between two deliveries', async () => {
    const { sink, stream, clock } = await watching();
    stream.write(
      Buffer.from(
        [event('ADDED', pod('b', 11)), event('DELETED', pod('b', 12))].map((e) => `${JSON.stringify(e)}\n`).join(''),
      ),
    );
    await clock.settle();
    expect(sink.told.slice(-3).map(({ call }) => call)).toEqual(['upsert', 'remove', 'advance']);
    expect(sink.calls('remove', 'pods')[0]!.certainty).toEqual({ type: 'observed' });
  });

  it('takes deleted and added again for two lives, the end of the first before the second', async () => {
    const { sink, stream, clock } = await watching();
    stream.write(
      Buffer.from(
        [event('DELETED', pod('a', 11)), event('ADDED', pod('a', 12, 'second'))]
          .map((e) => `${JSON.stringify(e)}\n`)
          .join(''),
      ),
    );
    await clock.settle();
    expect(sink.told.slice(-3).map(({ call }) => call)).toEqual(['remove', 'upsert', 'advance']);
    expect([...sink.records.keys()]).toEqual(['second']);
  });

  it('drops events that are no newer than what it has', async () => {
    const { sink, stream, clock } = await watching([pod('a', 5)]);
    stream.write(event('MODIFIED', pod('a', 11)), event('DELETED', pod('a', 12)), bookmark('12'));
    await clock.settle();
    const before = sink.told.length;
    stream.write(
      event('ADDED', pod('a', 9)),
      event('MODIFIED', pod('a', 12)),
      event('DELETED', pod('a', 10)),
      bookmark('11'),
    );
    await clock.settle();
    expect(sink.told.length).toBe(before);
    expect(sink.resume.get('pods')!.resourceVersion).toBe('12');
  });

  it('moves on by a bookmark and stores no object of it', async () => {
    const { sink, stream, clock } = await watching();
    const upserts = sink.calls('upsert', 'pods').length;
    stream.write(bookmark('40'));
    await clock.settle();
    expect(sink.resume.get('pods')!.resourceVersion).toBe('40');
    expect(sink.calls('proven', 'pods')).toHaveLength(1);
    expect(sink.calls('upsert', 'pods')).toHaveLength(upserts);
  });

  it('reads characters that are cut between chunks', async () => {
    const { sink, stream, clock } = await watching();
    const line = Buffer.from(
      `${JSON.stringify(event('ADDED', { ...pod('b', 11), status: { reason: 'gestört – 停止 🛑', phase: 'Failed' } }))}\n`,
    );
    for (const byte of line) stream.write(new Uint8Array([byte]));
    await clock.settle();
    expect((sink.records.get('uid-b') as PodRecord).reason).toBe('gestört – 停止 🛑');
  });

  it('starts again from the last good event when a line is garbled', async () => {
    const { sink, stream, transport, clock, state } = await watching();
    stream.write(
      event('ADDED', pod('b', 11)),
      '{"type":"ADDED","object":{"meta\u0000data\n',
      event('ADDED', pod('c', 12)),
    );
    const again = new Stream();
    transport.script.watch.push(again.reply);
    await clock.settle();
    expect(state().phase).toBe('stale');
    expect(names(sink)).toEqual(['a', 'b']);
    await clock.advance(2000);
    expect(transport.asked('watch')[1]!.get('resourceVersion')).toBe('11');
    again.write(event('ADDED', pod('c', 12)));
    await clock.settle();
    expect(names(sink)).toEqual(['a', 'b', 'c']);
    expect(transport.asked('list')).toHaveLength(1);
  });

  it('watches on at once when the server ends a watch in time', async () => {
    const { stream, transport, clock, state } = await watching();
    await clock.advance(60_000);
    stream.write(bookmark('20')).end();
    await clock.settle();
    expect(transport.asked('watch').map((query) => query.get('resourceVersion'))).toEqual(['10', '20']);
    expect(state().phase).toBe('live');
  });

  it('waits after a watch that ended at once without an event', async () => {
    const { stream, transport, clock, state } = await watching();
    stream.end();
    await clock.settle();
    expect(state()).toMatchObject({ phase: 'stale', retryAt: clock.now() + 1200 });
    expect(transport.asked('watch')).toHaveLength(1);
    await clock.advance(1200);
    expect(transport.asked('watch')).toHaveLength(2);
  });

  it('never watches more often than once a second', async () => {
    const { stream, transport, clock } = await watching();
    stream.write(event('ADDED', pod('b', 11))).end();
    await clock.settle();
    expect(transport.asked('watch')).toHaveLength(1);
    await clock.advance(1000);
    expect(transport.asked('watch')).toHaveLength(2);
  });

  it('gives a watch up after 90 s of silence once it has sent a bookmark', async () => {
    const { stream, transport, clock, state } = await watching();
    stream.write(bookmark('20'));
    await clock.advance(89_000);
    expect(stream.isClosed).toBe(false);
    await clock.advance(16_000);
    expect(stream.isClosed).toBe(true);
    expect(state()).toMatchObject({
      phase: 'stale',
      detail: 'watch pods: nothing was heard for 90 s; starting again.',
    });
    expect(transport.asked('watch')[1]!.get('resourceVersion')).toBe('20');
    expect(transport.asked('list')).toHaveLength(1);
  });

  it('gives a watch without bookmarks up 30 s after the server should have ended it', async () => {
    const { stream, transport, clock } = await watching();
    const seconds = Number(transport.asked('watch')[0]!.get('timeoutSeconds'));
    await clock.advance((seconds + 29) * 1000 - 15_000);
    expect(stream.isClosed).toBe(false);
    await clock.advance(31_000);
    expect(stream.isClosed).toBe(true);
  });

  it('neither dies nor lives on by a clock that jumps', async () => {
    const { stream, clock } = await watching();
    stream.write(bookmark('20'));
    await clock.settle();
    clock.jump(3_600_000);
    await clock.advance(60_000);
    expect(stream.isClosed).toBe(false);
    clock.jump(-7_200_000);
    await clock.advance(46_000);
    expect(stream.isClosed).toBe(true);
  });

  it('leaves an oversized event out by name and goes on', async () => {
    const { sink, stream, clock } = await watching();
    const huge = { ...pod('huge', 11), spec: { nodeName: 'x'.repeat(9 * 1024 * 1024) } };
    stream.write(event('ADDED', huge), event('ADDED', pod('b', 12)));
    await clock.settle();
    expect(names(sink)).toEqual(['a', 'b']);
    expect(sink.problems[0]).toMatchObject({
      name: 'huge',
      uid: 'uid-huge',
      message: expect.stringMatching(/^is 9\.0 MB large/),
    });
  });

  it('goes on with the next event behind an object that it can not use', async () => {
    const { sink, stream, clock, state } = await watching();
    stream.write(event('MODIFIED', { ...pod('a', 11), spec: { nodeName: 7 } }), event('ADDED', pod('b', 12)));
    await clock.settle();
    expect(names(sink)).toEqual(['a', 'b']);
    expect(sink.problems[0]).toMatchObject({
      uid: 'uid-a',
      field: 'spec.nodeName',
      message: 'spec.nodeName is a number, not a string',
    });
    expect(state().phase).toBe('live');
  });

  it('drains the socket while the sink is slow, keeps the newest state of each object, and calls one at a time', async () => {
    const { sink, stream, clock } = await watching();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    sink.hold = () => held;
    stream.write(event('MODIFIED', pod('a', 11)));
    await clock.settle();
    for (let version = 12; version < 500; version += 1) stream.write(event('MODIFIED', pod('a', version)));
    await clock.settle();
    release();
    await clock.settle();
    const told = sink.calls('upsert', 'pods').slice(1);
    expect(told).toHaveLength(2);
    expect(sink.resume.get('pods')!.resourceVersion).toBe('499');
  });

  it('gives a watch up when too much waits for the sink, and loses nothing', async () => {
    const { sink, stream, transport, clock } = await watching([], { timing: { queueMax: 3 } });
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    sink.hold = () => held;
    for (let i = 11; i < 20; i += 1) {
      stream.write(event('ADDED', pod(`p${i}`, i)));
      await clock.settle();
    }
    const again = new Stream();
    transport.script.watch.push(again.reply);
    release();
    await clock.advance(1000);
    const from = Number(transport.asked('watch')[1]!.get('resourceVersion'));
    expect(from).toBeLessThan(19);
    for (let i = from + 1; i < 20; i += 1) {
      again.write(event('ADDED', pod(`p${i}`, i)));
      await clock.settle();
    }
    expect(sink.records.size).toBe(9);
  });

  it('delivers again what a sink could not store', async () => {
    const { sink, stream, transport, clock, state } = await watching();
    sink.hold = () => Promise.reject(new Error('the database is away'));
    stream.write(event('ADDED', pod('b', 11)));
    await clock.settle();
    expect(state()).toMatchObject({ phase: 'stale', detail: 'The change could not be stored: the database is away' });
    sink.hold = () => Promise.resolve();
    const again = new Stream();
    transport.script.watch.push(again.reply);
    await clock.advance(2000);
    expect(transport.asked('watch')[1]!.get('resourceVersion')).toBe('10');
    again.write(event('ADDED', pod('b', 11)));
    await clock.settle();
    expect(names(sink)).toEqual(['a', 'b']);
  });

  it('goes on from a resume point without a list', async () => {
    const { transport, start, clock, state, sink } = follow({ resume: { resourceVersion: '77', at: 5 } });
    sink.records.set('uid-z', await recordOf('z'));
    transport.script.watch.push(new Stream().reply);
    start();
    await clock.settle();
    expect(transport.asked('list')).toEqual([]);
    expect(transport.asked('watch')[0]!.get('resourceVersion')).toBe('77');
    expect(state()).toMatchObject({ phase: 'live', read: 1 });
  });
});

describe('failure', () => {
  it.each([
    [
      'an HTTP status',
      (world: Awaited<ReturnType<typeof watching>>) => {
        world.transport.script.watch.push(refusal(410, 'Expired', 'too old resource version'));
        world.stream.end();
      },
    ],
    [
      'an ERROR event',
      (world: Awaited<ReturnType<typeof watching>>) => {
        world.stream.write(event('ERROR', { kind: 'Status', code: 410, reason: 'Expired' }));
      },
    ],
  ])(
    '410 on watch by %s: lists again, deletions lie between the last good moment and the list',
    async (_how, expire) => {
      const world = await watching([pod('a', 5), pod('b', 6)]);
      const { clock, transport, stream, sink, state } = world;
      await clock.advance(100_000);
      stream.write(bookmark('20'));
      await clock.advance(30_000);
      const lastGood = clock.now() - 30_000;
      transport.script.list.push(page([pod('a', 5)], { resourceVersion: '50' }));
      expire(world);
      await clock.settle();
      expect(sink.calls('remove', 'pods')).toEqual([
        {
          call: 'remove',
          id: 'pods',
          uids: ['uid-b'],
          at: clock.now(),
          certainty: { type: 'inferred', window: [lastGood, clock.now()] },
        },
      ]);
      expect(sink.resume.get('pods')!.resourceVersion).toBe('50');
      expect(state().phase).toBe('live');
    },
  );

  it('does not tell again what a second list shows unchanged', async () => {
    const { transport, clock, stream, sink } = await watching([pod('a', 5), pod('b', 6)]);
    await clock.advance(100_000);
    transport.script.list.push(page([pod('a', 5), pod('b', 30)], { resourceVersion: '50' }));
    stream.write(event('ERROR', { kind: 'Status', code: 410, reason: 'Expired' }));
    await clock.settle();
    expect(
      sink
        .calls('upsert', 'pods')
        .slice(1)
        .flatMap(({ records }) => records.map(({ name }) => name)),
    ).toEqual(['b']);
  });

  it('410 right after a list: waits before the next list', async () => {
    const { transport, clock, stream, state } = await watching();
    stream.write(event('ERROR', { kind: 'Status', code: 410, reason: 'Expired' }));
    await clock.settle();
    expect(transport.asked('list')).toHaveLength(1);
    expect(state().phase).toBe('stale');
    await clock.advance(1200);
    expect(transport.asked('list')).toHaveLength(2);
  });

  it.each([
    ['7', 7000, 'The server asks to wait 7 s.'],
    ['3600', 300_000, 'The server asks to wait 3600 s; trying again after 300 s.'],
    ['soon', 1200, ''],
    ['0', 1200, 'The server asks to wait 0 s.'],
  ])(
    '429 with Retry-After %s: waits that long, at most five minutes, and goes on from where it was',
    async (header, ms, said) => {
      const { transport, clock, stream, state } = await watching();
      await clock.advance(200_000);
      transport.script.watch.push(refusal(429, 'TooManyRequests', 'busy', { 'retry-after': header }));
      stream.end();
      await clock.settle();
      expect(state()).toMatchObject({ phase: 'stale', retryAt: clock.now() + ms });
      expect(state().detail).toContain(said);
      await clock.advance(ms - 1);
      expect(transport.asked('watch')).toHaveLength(2);
      await clock.advance(1);
      expect(transport.asked('watch')[2]!.get('resourceVersion')).toBe('10');
      expect(transport.asked('list')).toHaveLength(1);
    },
  );

  it('401: refreshes the credentials once and goes on at once; refused again, it waits', async () => {
    const { transport, clock, stream, state, contact } = await watching();
    await clock.advance(200_000);
    transport.script.watch.push(refusal(401, 'Unauthorized'), refusal(401, 'Unauthorized'));
    stream.end();
    await clock.settle();
    expect(transport.refreshes).toBe(1);
    expect(transport.asked('watch')).toHaveLength(3);
    expect(state()).toMatchObject({ phase: 'stale', detail: expect.stringMatching(/refuses the credentials \(401/) });
    expect(contact.at(-1)).toMatch(/refuses the credentials/);
    const again = new Stream();
    transport.script.watch.push(again.reply);
    await clock.advance(2000);
    expect(state().phase).toBe('live');
  });

  it('401 when new credentials are not to be had: says why', async () => {
    const { transport, clock, stream, state } = await watching();
    transport.refreshing = () => Promise.reject(new Error('The credential command "login" was not found.'));
    transport.script.watch.push(refusal(401, 'Unauthorized'));
    await clock.advance(2000);
    stream.end();
    await clock.settle();
    expect(state().detail).toBe('The credential command "login" was not found.');
  });

  it('403 on list: parks with verb and resource, keeps the objects, and tries again after minutes', async () => {
    const { transport, clock, stream, state, sink } = await watching();
    await clock.advance(100_000);
    transport.script.list.push(refusal(403, 'Forbidden', 'pods is forbidden: User "x" cannot list resource "pods"'));
    stream.write(event('ERROR', { kind: 'Status', code: 410, reason: 'Expired' }));
    await clock.settle();
    expect(state()).toMatchObject({ phase: 'denied', read: 1, retryAt: clock.now() + 202_500 });
    expect(state().detail).toBe('list pods is forbidden: pods is forbidden: User "x" cannot list resource "pods"');
    expect(names(sink)).toEqual(['a']);
    transport.script.list.push(page([pod('a', 5)], { resourceVersion: '50' }));
    transport.script.watch.push(new Stream().reply);
    await clock.advance(202_500);
    expect(state().phase).toBe('live');
  });

  it('403 on watch: polls instead, says why, and tries to watch again after minutes', async () => {
    const { transport, clock, state, sink, start } = follow();
    transport.script.list.push(page([pod('a', 5)], { resourceVersion: '10' }));
    transport.script.watch.push(refusal(403, 'Forbidden', 'no watch'));
    start();
    await clock.settle();
    expect(state()).toMatchObject({
      phase: 'polling',
      detail: 'watch pods is forbidden: no watch Listing every 60 s instead.',
    });
    transport.script.list.push(page([pod('b', 12)], { resourceVersion: '20' }));
    await clock.advance(60_000);
    expect(names(sink)).toEqual(['b']);
    expect(state()).toMatchObject({ phase: 'polling', detail: expect.stringContaining('no watch') });
    for (let i = 0; i < 3; i += 1) transport.script.list.push(page([pod('b', 12)], { resourceVersion: '30' }));
    transport.script.watch.push(new Stream().reply);
    await clock.advance(240_000);
    expect(state()).toMatchObject({ phase: 'live', detail: '' });
  });

  it('404 mid-way: parks as absent and keeps the objects; back again, it lists and finds what is gone', async () => {
    const route = (name: string, version: number) => ({ ...pod(name, version), spec: {}, status: {} });
    const { transport, clock, state, sink, start, reflector } = follow({ known: ROUTES });
    start();
    await clock.settle();
    expect(state()).toMatchObject({ phase: 'absent', retryAt: null });
    expect(transport.requests).toEqual([]);
    const stream = new Stream();
    transport.script.list.push(page([route('a', 5), route('b', 6)], { resourceVersion: '10' }));
    transport.script.watch.push(
      stream.reply,
      refusal(404, 'NotFound', 'the server could not find the requested resource'),
    );
    reflector.serve('v1beta1');
    await clock.advance(5000);
    expect(transport.requests[0]!.path).toBe('/apis/gateway.networking.k8s.io/v1beta1/httproutes');
    expect(state().phase).toBe('live');
    stream.end();
    await clock.settle();
    expect(state()).toMatchObject({
      phase: 'absent',
      detail: 'httproutes.gateway.networking.k8s.io is not served by this API server.',
    });
    reflector.serve(null);
    await clock.advance(600_000);
    expect(names(sink)).toEqual(['a', 'b']);
    expect(sink.calls('remove', ROUTES.id)).toEqual([]);
    transport.script.watch.push(refusal(410, 'Expired'), new Stream().reply);
    transport.script.list.push(page([route('a', 5)], { resourceVersion: '90' }));
    reflector.serve('v1');
    await clock.advance(5000);
    expect(names(sink)).toEqual(['a']);
    expect(sink.calls('remove', ROUTES.id)[0]!.certainty.type).toBe('inferred');
  });

  it('no connection: watches on from where it was, less and less often, at most every 30 s, and never lists', async () => {
    const { transport, clock, stream, state, contact } = await watching();
    await clock.advance(200_000);
    transport.other = noAnswer();
    stream.fail();
    await clock.settle();
    const waits: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      waits.push(state().retryAt! - clock.now());
      await clock.advance(waits.at(-1)!);
    }
    expect(waits).toEqual([1200, 2400, 4800, 9600, 19_200, 30_000, 30_000, 30_000]);
    expect(contact.at(-1)).toMatch(/refuses connections/);
    expect(transport.asked('list')).toHaveLength(1);
    const again = new Stream();
    transport.other = null;
    transport.script.watch.push(again.reply);
    await clock.advance(30_000);
    expect(transport.asked('watch').at(-1)!.get('resourceVersion')).toBe('10');
    expect(state()).toMatchObject({ phase: 'live', detail: '', retryAt: null });
    await clock.advance(125_000);
    again.fail();
    await clock.settle();
    expect(state().retryAt! - clock.now()).toBe(1200);
  });

  it('tries again at once when the server is found to answer again', async () => {
    const { transport, clock, stream, state, reflector } = await watching();
    transport.other = noAnswer();
    stream.fail();
    await clock.advance(40_000);
    expect(state().phase).toBe('stale');
    transport.other = null;
    transport.script.watch.push(new Stream().reply);
    reflector.retry();
    await clock.settle();
    expect(state().phase).toBe('live');
  });

  it('server errors: watches again, and lists after the third', async () => {
    const { transport, clock, stream } = await watching();
    transport.script.watch.push(
      refusal(500, 'InternalError'),
      refusal(504, 'Timeout', 'Too large resource version'),
      status(503, 'no'),
    );
    await clock.advance(2000);
    stream.end();
    await clock.advance(6000);
    expect(transport.asked('watch')).toHaveLength(4);
    expect(transport.asked('list')).toHaveLength(1);
    await clock.advance(10_000);
    expect(transport.asked('list')).toHaveLength(2);
  });

  it('an answer that is no list: tries again and says so', async () => {
    const { transport, clock, start, state } = follow();
    transport.script.list.push(json({ kind: 'Something' }));
    start();
    await clock.settle();
    expect(state()).toMatchObject({ phase: 'waiting', detail: 'list pods: The list has no metadata.resourceVersion.' });
    await clock.advance(2000);
    expect(transport.asked('list')).toHaveLength(2);
  });
});

describe('poll', () => {
  it('lists every pollSeconds, tells news, and proves freshness each time', async () => {
    const { transport, clock, start, state, sink } = follow({
      mode: 'poll',
      pollMs: 20_000,
      resume: { resourceVersion: '3' },
    });
    transport.script.list.push(
      page([pod('a', 5), pod('b', 6)], { resourceVersion: '10' }),
      page([pod('b', 6)], { resourceVersion: '11' }),
    );
    start();
    await clock.settle();
    const first = clock.now();
    expect(state().phase).toBe('polling');
    await clock.advance(20_000);
    expect(names(sink)).toEqual(['b']);
    expect(sink.calls('remove', 'pods')[0]!.certainty).toEqual({ type: 'inferred', window: [first, first + 20_000] });
    expect(sink.calls('proven', 'pods').map(({ at }) => at)).toEqual([first, first + 20_000]);
    expect(transport.asked('watch')).toEqual([]);
    expect(sink.phases('pods')).toEqual(['listing', 'listing', 'polling', 'polling']);
  });
});

async function recordOf(name: string): Promise<PodRecord> {
  const { toRecord } = await import('../prune/to-record.js');
  const result = toRecord(PODS, pod(name, 1));
  return ('record' in result ? result.record : null) as PodRecord;
}
