import { enclosingPrefix, formatPrefix } from '@netkaart/topology';
import type { Title } from '../view';
import type { Scene } from './scene';

/** The range and one sentence of counts that says "n of n". Keys are those of the catalogue under `title.subnet`. */
export function titleOf(scene: Scene): Title {
  const { plan, world } = scene;
  const { all, here, host, without, outside } = plan.counts;
  const used = plan.blocks.length;
  const total =
    plan.groups.length === 1 || plan.ranges.length !== 1
      ? sum(plan.groups.map((group) => group.lots))
      : lotsOfRange(scene);
  const values = {
    used,
    total,
    taken: here,
    places: sum(plan.blocks.map((block) => block.usable)),
    all,
    here,
    host,
    without,
    outside,
  };
  return { heading: headingOf(scene), key: keyOf(scene, world.arrangement), values };
}

function keyOf({ plan }: Scene, arrangement: string): string {
  if (plan.counts.all === 0 && plan.blocks.length === 0) return 'title.subnet.empty';
  if (arrangement === 'cards') return 'title.subnet.cards';
  const whole = plan.counts.here === plan.counts.all;
  return arrangement === 'provinces' && whole
    ? 'title.subnet.provinces'
    : plan.counts.outside > 0
      ? 'title.subnet.blocks-outside'
      : 'title.subnet.blocks';
}

function headingOf({ plan }: Scene): string {
  const own = plan.ranges.filter((range) => range.prefix.family === plan.family);
  const [first] = own;
  if (!first) return '';
  const whole = own.length > 1 ? enclosingPrefix(own.map((range) => range.prefix)) : first.prefix;
  return whole ? formatPrefix(whole) : first.cidr;
}

function lotsOfRange({ plan }: Scene): number {
  const range = plan.ranges[0];
  const group = plan.groups[0];
  return range && group ? 2 ** Math.max(0, group.blockLength - range.prefix.length) : 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
