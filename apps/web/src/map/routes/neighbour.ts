import type { Box } from '@netkaart/layout';
import type { Target } from '../view';
import { locate } from './locate';
import type { RouteScene } from './scene';

export type Direction = 'left' | 'right' | 'up' | 'down';

interface Stop {
  readonly target: Target;
  readonly box: Box;
}

/** The next thing in a direction: the nearest whose centre lies that way, straight ahead before aside. */
export function neighbour(scene: RouteScene, from: Target | null, direction: Direction): Target | null {
  const stops = stopsOf(scene);
  if (from === null) return stops[0]?.target ?? null;
  const box = stops.find((stop) => stop.target === from)?.box ?? locate(scene, from, { k: 1, x: 0, y: 0 });
  if (!box) return stops[0]?.target ?? null;
  return (
    nearest(
      stops.filter((stop) => stop.target !== from),
      box,
      direction,
    ) ?? from
  );
}

/** Everything that can be pointed at, bands first, from top to bottom. */
function stopsOf({ layout }: RouteScene): readonly Stop[] {
  const { nameX, busX } = layout.columns;
  return layout.bands.flatMap((band): readonly Stop[] => {
    const head: Stop = {
      target: `x:band:${band.namespace}`,
      box: { x: nameX, y: band.y, width: busX - nameX, height: 21 },
    };
    const { content } = band;
    if (!content) return [head];
    return [
      head,
      ...content.entries.map((box) => ({ target: `uid:${box.entry.uids[0] ?? ''}`, box })),
      ...content.rules.map((box) => ({ target: `uid:${box.rule.uid}`, box })),
      ...content.services.map((box) => ({ target: `uid:${box.service.uid}`, box })),
      ...(content.rollUp ? [{ target: `x:inside:${band.namespace}`, box: content.rollUp }] : []),
      ...(content.more ? [{ target: `x:more:${band.namespace}`, box: content.more }] : []),
    ];
  });
}

function nearest(stops: readonly Stop[], from: Box, direction: Direction): Target | null {
  let best: Target | null = null;
  let cost = Infinity;
  for (const { target, box } of stops) {
    const [ahead, aside] = offsets(from, box, direction);
    if (ahead <= 0) continue;
    const next = ahead + 3 * aside;
    if (next < cost) [best, cost] = [target, next];
  }
  return best;
}

/** How far ahead and how far aside a box lies. Up and down measure tops, left and right the middle of a row. */
function offsets(from: Box, to: Box, direction: Direction): readonly [number, number] {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const apartY = Math.max(0, to.y - (from.y + from.height), from.y - (to.y + to.height));
  if (direction === 'left') return [-dx, apartY];
  if (direction === 'right') return [dx, apartY];
  return [direction === 'down' ? dy : -dy, Math.abs(dx)];
}
