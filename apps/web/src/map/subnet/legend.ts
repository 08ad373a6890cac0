import { POD_STATES } from '@netkaart/network';
import type { Theme } from '../../theme/tokens';
import type { ColourBy, LegendItem } from '../view';
import { AGES, COVERAGE, OWNERS, type CategoryBy } from './categories';
import { AGE_STEPS, categoryColour } from './pod-paint';
import type { Scene } from './scene';

/** The legend with live counts. In the small arrangement it also explains the marks of the devices. */
export function legendOf(scene: Scene, colourBy: ColourBy, theme: Theme, now: number): readonly LegendItem[] {
  const items =
    colourBy === 'status' || colourBy === 'free' ? statusItems(scene) : categoryItems(scene, colourBy, theme, now);
  return scene.world.arrangement === 'cards' ? [...items, ...deviceItems(scene)] : items;
}

function statusItems(scene: Scene): LegendItem[] {
  const counts = stateCounts(scene);
  const full = scene.plan.blocks.filter((_, at) => scene.tallies.of(at).nearlyFull).length;
  const silent = scene.plan.nodes.filter((node) => node.silent).length;
  const items: LegendItem[] = [{ mark: 'pod-ok', key: 'running', count: counts.ok + counts.done }];
  const more = (mark: LegendItem['mark'], key: string, count: number) => {
    if (count > 0) items.push({ mark, key, count });
  };
  more('pod-pending', 'pending', counts.pending);
  more('pod-bad', 'failing', counts.bad);
  more('pod-unknown', 'unknown', counts.unknown);
  more('pod-leaving', 'leaving', counts.leaving);
  more('node-not-ready', 'nodeNotReady', silent);
  more('nearly-full', 'nearlyFull', full);
  return items;
}

function stateCounts(scene: Scene): Record<(typeof POD_STATES)[number], number> {
  const counts = { ok: 0, pending: 0, bad: 0, unknown: 0, leaving: 0, done: 0 };
  scene.plan.blocks.forEach((_, at) => {
    const tally = scene.tallies.of(at);
    POD_STATES.forEach((state, i) => (counts[state] += tally.counts[i] ?? 0));
  });
  return counts;
}

function deviceItems({ plan }: Scene): LegendItem[] {
  const items: LegendItem[] = [
    { mark: 'free', key: 'free', count: null },
    { mark: 'interface', key: 'interface', count: null },
  ];
  if (plan.nodes.some((node) => node.tunnel)) items.push({ mark: 'tunnel-end', key: 'tunnelEnd', count: null });
  if (plan.nodes.some((node) => node.bridge)) items.push({ mark: 'bridge', key: 'bridge', count: null });
  if (plan.nodes.some((node) => node.tunnel)) items.push({ mark: 'overlay', key: 'overlay', count: null });
  return items;
}

function categoryItems(scene: Scene, by: CategoryBy, theme: Theme, now: number): LegendItem[] {
  const counts = new Map<number, number>();
  for (const block of scene.plan.blocks)
    for (const pod of block.pods) {
      const index = scene.categories.of(pod, by, now);
      counts.set(index, (counts.get(index) ?? 0) + 1);
    }
  return [...counts]
    .sort((a, b) => a[0] - b[0])
    .map(([index, count]) => ({
      mark: 'colour' as const,
      ...nameOf(scene, by, index),
      colour: categoryColour(by, index, theme),
      count,
    }));
}

function nameOf(scene: Scene, by: CategoryBy, index: number): { key: string; text?: string } {
  const text = by === 'namespace' ? scene.categories.namespaces()[index] : by === 'owner' ? OWNERS[index] : undefined;
  if (text !== undefined) return { key: 'name', text };
  if (by === 'policy') return { key: `policy-${COVERAGE[index] ?? 'none'}` };
  if (by === 'age') return { key: `age-${index < AGES.length ? index : AGE_STEPS - 1}` };
  return { key: 'other' };
}
