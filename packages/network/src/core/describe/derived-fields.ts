import type { NetRecord, NodeRecord, PodRecord } from '@netkaart/topology';
import { ownerOf } from '../owner.js';
import type { RecordIndex } from '../record-index.js';
import { podState } from '../states.js';
import { objectName, type Field } from './field.js';

/** Rows for what follows from several fields: state and workload of a pod, roles and zone of a node. */
export function derivedFields(record: NetRecord, index: RecordIndex): Field[] {
  if (record.kind === 'Pod') return [stateOf(record, index), ...workloadOf(record)];
  return record.kind === 'Node' ? [rolesOf(record), zoneOf(record)] : [];
}

function stateOf(pod: PodRecord, index: RecordIndex): Field {
  const state = podState(pod, index.byName('Node', '', pod.node));
  const rule = 'from phase, readiness, container reasons, deletion and the readiness of its node';
  return { key: 'state', values: [state], evidence: 'inferred', source: sourceOf(pod, 'status'), rule, links: [] };
}

function workloadOf(pod: PodRecord): Field[] {
  const owner = ownerOf(pod);
  if (owner?.evidence !== 'inferred') return [];
  const source = sourceOf(pod, 'metadata.ownerReferences');
  return [
    {
      key: 'workload',
      values: [`${owner.kind} ${owner.name}`],
      evidence: 'inferred',
      source,
      rule: owner.rule,
      links: [],
    },
  ];
}

const ROLE = 'node-role.kubernetes.io/';

function rolesOf(node: NodeRecord): Field {
  const roles = Object.keys(node.labels).flatMap((key) => (key.startsWith(ROLE) ? [key.slice(ROLE.length)] : []));
  return {
    key: 'roles',
    values: roles.sort(),
    evidence: 'read',
    source: sourceOf(node, 'metadata.labels'),
    rule: '',
    links: [],
  };
}

const ZONE = 'topology.kubernetes.io/zone';

function zoneOf(node: NodeRecord): Field {
  const zone = Object.hasOwn(node.labels, ZONE) ? (node.labels[ZONE] ?? '') : '';
  const source = sourceOf(node, `metadata.labels['${ZONE}']`);
  return { key: 'zone', values: zone === '' ? [] : [zone], evidence: 'read', source, rule: '', links: [] };
}

function sourceOf(record: NetRecord, path: string): Field['source'] {
  return { object: objectName(record), path };
}
