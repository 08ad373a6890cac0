import { explainAddress, fieldsOf, proveIt, type AddressExplanation } from '@netkaart/network';
import type { NetRecord } from '@netkaart/topology';
import { parseReference, referenceOf, type Reference } from '../url/reference';
import { chosenFields } from './chosen-fields';
import type { Panel, PanelProof } from './messages';
import { EMPTY, fieldOf } from './panel-parts';
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
