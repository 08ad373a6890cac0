import { relationsOf, type RelatedObject } from '@netkaart/network';
import type { NetRecord, Topology } from '@netkaart/topology';
import { linkOf } from './panel-parts';
import type { PanelRelation } from './messages';
import { stateWord } from './words';
import type { World } from './world';

const SHOWN = 12;

/** What the object has to do with others, one group per relation and direction, in the order of the network's table. */
export function relationsFor(record: NetRecord, world: World): readonly PanelRelation[] {
  const groups = new Map<string, RelatedObject[]>();
  for (const related of relationsOf(world.topology, record.uid)) {
    const key = `${related.relation}-${related.direction}`;
    const group = groups.get(key);
    if (group) group.push(related);
    else groups.set(key, [related]);
  }
  return [...groups].map(([key, related]) => groupOf(key, related, world));
}

function groupOf(key: string, related: readonly RelatedObject[], world: World): PanelRelation {
  const links = related.slice(0, SHOWN).flatMap((one) => {
    const record = recordAt(world.topology, one);
    return record ? [linkOf(record, world, stateWord(record))] : [];
  });
  return { key, total: related.length, links };
}

function recordAt(topology: Topology, { kind, uid }: RelatedObject): NetRecord | undefined {
  return topology.kinds[kind].get(uid);
}
