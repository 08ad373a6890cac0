import { recordsOf, type Kind, type PodRecord, type RecordOf } from '@netkaart/topology';
import type { RecordIndex } from '../record-index.js';
import {
  adminPeersOf,
  adminSubjectOf,
  peersOf,
  podsOf,
  selectsNamespace,
  selectsPod,
  subjectOf,
  type PodSelection,
} from './peer-selector.js';
import { relation, type Relation, type RelationId } from './relation.js';

const NETWORK_POLICIES = ['NetworkPolicy'] as const;
const ADMIN_POLICIES = ['ClusterNetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'] as const;

/** A relation from policies to the pods that their selections hold, by labels alone: host-network pods are named too. */
function selection<K extends Kind>(
  id: RelationId,
  from: readonly K[],
  selectionsOf: (policy: RecordOf<K>) => readonly PodSelection[],
): Relation {
  const holds = (policy: RecordOf<K>, pod: PodRecord, index: RecordIndex) =>
    selectionsOf(policy).some((each) => selectsPod(each, pod, index));
  return relation({
    id,
    from,
    to: ['Pod'],
    holds,
    forward: (policy, index) => new Set(selectionsOf(policy).flatMap((each) => podsOf(each, index))),
    backward: (pod, index) => allOf(from, index).filter((policy) => holds(policy, pod, index)),
  });
}

/** A namespace that a peer of the policy selects by its labels. */
const policyPeerNamespace = relation({
  id: 'policy-peer-namespace',
  from: NETWORK_POLICIES,
  to: ['Namespace'],
  holds: (policy, namespace, index) =>
    foreignPeers(policy).some((each) => selectsNamespace(each, namespace.name, index)),
  forward: (policy, index) => {
    const peers = foreignPeers(policy);
    return [...recordsOf(index.topology, 'Namespace')].filter(({ name }) =>
      peers.some((each) => selectsNamespace(each, name, index)),
    );
  },
  backward: ({ name }, index) =>
    allOf(NETWORK_POLICIES, index).filter((policy) =>
      foreignPeers(policy).some((each) => selectsNamespace(each, name, index)),
    ),
});

function foreignPeers(policy: RecordOf<'NetworkPolicy'>): PodSelection[] {
  return peersOf(policy).filter(({ namespace }) => namespace === null);
}

function allOf<K extends Kind>(kinds: readonly K[], index: RecordIndex): RecordOf<K>[] {
  return kinds.flatMap((kind) => [...recordsOf(index.topology, kind)]);
}

export const POLICY_RELATIONS: readonly Relation[] = [
  selection('policy-selects-pod', NETWORK_POLICIES, (policy) => [subjectOf(policy)]),
  selection('policy-peer-pod', NETWORK_POLICIES, peersOf),
  policyPeerNamespace,
  selection('admin-policy-subject', ADMIN_POLICIES, adminSubjectOf),
  selection('admin-policy-peer', ADMIN_POLICIES, adminPeersOf),
];
