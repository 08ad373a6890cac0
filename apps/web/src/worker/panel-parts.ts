import type { Field } from '@netkaart/network';
import type { NetRecord } from '@netkaart/topology';
import { referenceOf } from '../url/reference';
import type { Panel, PanelField, PanelLink } from './messages';
import { markOf } from './words';
import type { World } from './world';

/** A panel that says nothing yet. */
export const EMPTY: Panel = {
  reference: '',
  mark: 'other',
  kind: '',
  state: '',
  namespace: '',
  name: '',
  gone: false,
  anatomy: [],
  otherAddresses: [],
  fields: [],
  record: [],
  why: [],
  routes: [],
  proofs: [],
  relations: [],
};

/** A row of the network package, its links named. */
export function fieldOf(row: Field, world: World): PanelField {
  const source = row.rule === '' ? [row.source.object, row.source.path].filter(Boolean).join(' · ') : row.rule;
  return { key: row.key, values: row.values, links: linksOf(row.links, world), evidence: row.evidence, source };
}

function linksOf(uids: readonly string[], world: World): readonly PanelLink[] {
  return uids.flatMap((uid) => {
    const record = world.recordOf(uid);
    return record ? [linkOf(record, world)] : [];
  });
}

export function linkOf(record: NetRecord, world: World, note = ''): PanelLink {
  const text = record.namespace === '' ? record.name : `${record.namespace}/${record.name}`;
  return { reference: referenceOf(record), mark: markOf(record, world.topology), text, note };
}
