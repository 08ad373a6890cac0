import { explainAddress, fieldsOf, proveIt, type AddressExplanation, type Field } from '@netkaart/network';
import type { NetRecord } from '@netkaart/topology';
import { parseReference, referenceOf, type Reference } from '../url/reference';
import { chosenFields } from './chosen-fields';
import type { Panel, PanelField, PanelLink, PanelProof } from './messages';
import { placePanel } from './place-panel';
import { relationsFor } from './panel-relations';
import { markOf, stateWord } from './words';
import type { World } from './world';

/** Everything about the thing of a reference; one that the cluster does not hold is said to be gone, never hidden. */
export function panelOf(reference: Reference, world: World): Panel {
  const parsed = parseReference(reference);
  if (parsed?.type === 'place') return placePanel(parsed.target, world);
  const record = parsed ? world.named(parsed.kind, parsed.namespace, parsed.name) : null;
  if (record) return recordPanel(record, world);
  const { kind, namespace, name } = parsed ?? { kind: '', namespace: '', name: reference };
  return { ...EMPTY, reference, kind, namespace, name, gone: true };
}

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

function recordPanel(record: NetRecord, world: World): Panel {
  const rows = fieldsOf(world.topology, record);
  const explained = record.kind === 'Pod' ? explain(record.uid, world) : null;
  return {
    ...EMPTY,
    reference: referenceOf(record),
    mark: markOf(record, world.topology),
    kind: record.kind,
    state: stateWord(record),
    namespace: record.namespace,
    name: record.name,
    anatomy: explained?.anatomy ?? [],
    otherAddresses: explained?.others ?? [],
    fields: chosenFields(record, rows, world),
    record: rows.map((row) => fieldOf(row, world)),
    why: explained?.why ?? [],
    routes: explained?.routes ?? [],
    proofs: proofsOf(record, explained),
    relations: relationsFor(record, world),
  };
}

/** With the plan at hand; the route starts at a node that is ready. */
function explain(uid: string, world: World): AddressExplanation | null {
  return explainAddress(world.topology, uid, { plan: world.plan() });
}

function proofsOf(record: NetRecord, explained: AddressExplanation | null): readonly PanelProof[] {
  const proofs = explained?.proofs ?? [];
  return proofs.length > 0 ? proofs : [{ ...proveIt(record), evidence: 'read' }];
}

/** A row of the network package, its links named. */
export function fieldOf(row: Field, world: World): PanelField {
  const source = row.rule === '' ? [row.source.object, row.source.path].filter(Boolean).join(' · ') : row.rule;
  return { key: row.key, values: row.values, links: linksOf(row.links, world), evidence: row.evidence, source };
}

export function linksOf(uids: readonly string[], world: World): readonly PanelLink[] {
  return uids.flatMap((uid) => {
    const record = world.recordOf(uid);
    return record ? [linkOf(record, world)] : [];
  });
}

export function linkOf(record: NetRecord, world: World, note = ''): PanelLink {
  const text = record.namespace === '' ? record.name : `${record.namespace}/${record.name}`;
  return { reference: referenceOf(record), mark: markOf(record, world.topology), text, note };
}
