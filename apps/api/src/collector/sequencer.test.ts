import { describe, expect, it } from '@jest/globals';
import { build } from '@netkaart/topology';
import { FakeClock } from '../../test/support/fake-clock.js';
import { Sequencer, type Batch, type Entry } from './sequencer.js';

const entry = (name: string): Entry => {
  const record = build.pod({ uid: name, name });
  return {
    change: { op: 'add', kind: 'Pod', uid: name, record },
    record,
    observedAt: 0,
    eventAt: null,
    window: null,
    problem: false,
  };
};
const point = (resourceVersion: string) => ({ resource: 'pods', resourceVersion, at: 0 });
const namesOf = (batch: Batch | undefined) => batch?.entries.map(({ change }) => change.uid);

function setUp(timing = {}) {
  const clock = new FakeClock();
  const commits: Batch[] = [];
  const gates: (() => void)[] = [];
  let gated = false;
  const sequencer = new Sequencer({
    clock,
    timing,
    commit: async (batch) => {
      if (gated) await new Promise<void>((resolve) => gates.push(resolve));
      commits.push(batch);
    },
  });
  return {
    clock,
    commits,
    sequencer,
    hold: () => (gated = true),
    letGo: () => {
      gated = false;
      for (const gate of gates.splice(0)) gate();
    },
  };
}

describe('the sequencer', () => {
  it('commits what arrives together in one batch, in its order', async () => {
    const { sequencer, commits, clock } = setUp();
    sequencer.add([entry('a'), entry('b')]);
    sequencer.add([entry('c')]);
    await clock.advance(25);
    expect(commits.map(namesOf)).toEqual([['a', 'b', 'c']]);
  });

  it('begins no commit later than 250 ms after a change, however many follow', async () => {
    const { sequencer, commits, clock } = setUp();
    for (let ms = 0; ms < 1_000; ms += 10) {
      sequencer.add([entry(`p${ms}`)]);
      await clock.advance(10);
    }
    await clock.advance(250);
    expect(commits.length).toBeGreaterThanOrEqual(4);
    expect(commits.flatMap((batch) => batch.entries).length).toBe(100);
  });

  it('commits at once when a batch is full, and never more than that in one', async () => {
    const { sequencer, commits, clock } = setUp({ changesMax: 2 });
    sequencer.add(['a', 'b', 'c', 'd', 'e'].map(entry));
    await clock.settle();
    expect(commits.map(namesOf)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    await clock.advance(250);
    expect(namesOf(commits[2])).toEqual(['e']);
  });

  it('writes a resume point only with everything that was delivered before it', async () => {
    const { sequencer, commits, clock } = setUp({ changesMax: 2 });
    sequencer.add(['a', 'b', 'c'].map(entry));
    sequencer.advance(point('3'));
    await clock.advance(250);
    expect(commits.map((batch) => batch.resumePoints.map((each) => each.resourceVersion))).toEqual([[], ['3']]);
  });

  it('writes the newest of several resume points of a resource', async () => {
    const { sequencer, commits, clock } = setUp();
    sequencer.add([entry('a')]);
    sequencer.advance(point('1'));
    sequencer.add([entry('b')]);
    sequencer.advance(point('2'));
    await clock.advance(25);
    expect(commits[0]?.resumePoints).toEqual([point('2')]);
  });

  it('writes resume points without changes seldom', async () => {
    const { sequencer, commits, clock } = setUp();
    for (let second = 0; second < 60; second += 1) {
      sequencer.advance(point(String(second)));
      await clock.advance(1_000);
    }
    expect(commits.length).toBeLessThanOrEqual(7);
    expect(commits.length).toBeGreaterThanOrEqual(6);
  });

  it('holds the reader back while too much waits, and loses nothing', async () => {
    const { sequencer, commits, clock, hold, letGo } = setUp({ changesMax: 1, queuedMax: 2 });
    hold();
    sequencer.add(['a', 'b', 'c', 'd'].map(entry));
    await clock.settle();
    let free = false;
    void sequencer.room().then(() => (free = true));
    await clock.settle();
    expect(free).toBe(false);
    letGo();
    await clock.advance(1_000);
    expect(free).toBe(true);
    expect(commits.map(namesOf)).toEqual([['a'], ['b'], ['c'], ['d']]);
  });

  it('flushes without waiting for company', async () => {
    const { sequencer, commits } = setUp();
    sequencer.add([entry('a')]);
    await sequencer.flush();
    expect(commits.map(namesOf)).toEqual([['a']]);
  });

  it('lets everybody go when it stops, and commits nothing more', async () => {
    const { sequencer, commits, clock, hold, letGo } = setUp({ changesMax: 1, queuedMax: 1 });
    hold();
    sequencer.add(['a', 'b', 'c'].map(entry));
    await clock.settle();
    const room = sequencer.room();
    sequencer.stop();
    await room;
    letGo();
    await clock.advance(1_000);
    expect(commits.map(namesOf)).toEqual([['a']]);
  });

  it('stops when a commit says that there is no going on', async () => {
    const clock = new FakeClock();
    let tries = 0;
    const sequencer = new Sequencer({
      clock,
      timing: { changesMax: 1 },
      commit: () => {
        tries += 1;
        return Promise.reject(new Error('fenced'));
      },
    });
    sequencer.add([entry('a'), entry('b')]);
    await clock.advance(1_000);
    expect(tries).toBe(1);
    await sequencer.room();
  });
});
