import type { MapView, Target } from '../map/view';
import type { Spot } from './messages';
import { spoken } from './words';
import type { World } from './world';

/** A target with its name and its place in this view. */
export function spotOf(target: Target, world: World, view: MapView | null): Spot {
  const record = world.recordAt(target);
  return {
    reference: world.referenceOf(target),
    place: view?.locate(target) ?? null,
    press: view?.press?.(target) ?? null,
    label: record ? spoken(record) : target.replace(/^[a-z]+:/, ''),
    namespace: record?.kind === 'Namespace' ? record.name : (record?.namespace ?? ''),
  };
}
