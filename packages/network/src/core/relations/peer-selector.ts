import type {
  AdminNetworkPolicyRecord,
  BaselineAdminNetworkPolicyRecord,
  ClusterNetworkPolicyRecord,
  JsonValue,
  LabelSelector,
  NetworkPolicyRecord,
  PodRecord,
} from '@netkaart/topology';
import type { RecordIndex } from '../record-index.js';
import { matchesSelector } from '../selector.js';

export type AdminPolicyRecord =
  ClusterNetworkPolicyRecord | AdminNetworkPolicyRecord | BaselineAdminNetworkPolicyRecord;

/** Pods by namespace and labels. `namespace` fixes it by name; else its labels decide. */
export interface PodSelection {
  readonly namespace: string | null;
  readonly namespaces: LabelSelector;
  readonly pods: LabelSelector;
}

const EVERYTHING: LabelSelector = { matchLabels: {}, matchExpressions: [] };

/** Whether the selection holds the pod. */
export function selectsPod(selection: PodSelection, pod: PodRecord, index: RecordIndex): boolean {
  return selectsNamespace(selection, pod.namespace, index) && matchesSelector(selection.pods, pod.labels);
}

/** Whether the selection looks into the namespace at all. */
export function selectsNamespace(selection: PodSelection, namespace: string, index: RecordIndex): boolean {
  if (selection.namespace !== null) return selection.namespace === namespace;
  return matchesSelector(selection.namespaces, index.namespaceLabels(namespace));
}

/** All pods of the selection. */
export function podsOf(selection: PodSelection, index: RecordIndex): PodRecord[] {
  const namespaces = selection.namespace === null ? index.namespaces() : [selection.namespace];
  return namespaces
    .filter((namespace) => selectsNamespace(selection, namespace, index))
    .flatMap((namespace) => index.podClasses(namespace))
    .flatMap(({ labels, pods }) => (matchesSelector(selection.pods, labels) ? pods : []));
}

/** The pods that a NetworkPolicy applies to: spec.podSelector in its own namespace. */
export function subjectOf({ namespace, podSelector }: NetworkPolicyRecord): PodSelection {
  return { namespace, namespaces: EVERYTHING, pods: podSelector };
}

/** The pod peers of all its rules (PE1, PE2, PE3); IP blocks select no pods by label. */
export function peersOf({ namespace, ingress, egress }: NetworkPolicyRecord): PodSelection[] {
  const peers = [...(ingress ?? []), ...(egress ?? [])].flatMap((rule) => rule.peers ?? []);
  return peers.flatMap(({ podSelector, namespaceSelector }) => {
    if (podSelector === null && namespaceSelector === null) return [];
    return {
      namespace: namespaceSelector === null ? namespace : null,
      namespaces: namespaceSelector ?? EVERYTHING,
      pods: podSelector ?? EVERYTHING,
    };
  });
}

/** The subject of an admin policy: `namespaces`, or `pods` with two selectors. */
export function adminSubjectOf({ subject }: AdminPolicyRecord): PodSelection[] {
  return adminSelection(subject);
}

/** The pod peers of all rules of an admin policy, written like subjects. */
export function adminPeersOf({ ingress, egress }: AdminPolicyRecord): PodSelection[] {
  return [...ingress, ...egress].flatMap((rule) => rule.peers.flatMap(adminSelection));
}

function adminSelection(value: JsonValue): PodSelection[] {
  const { namespaces, pods } = objectOf(value);
  if (namespaces !== undefined) return [{ namespace: null, namespaces: selectorOf(namespaces), pods: EVERYTHING }];
  if (pods === undefined) return [];
  const { namespaceSelector, podSelector } = objectOf(pods);
  return [{ namespace: null, namespaces: selectorOf(namespaceSelector), pods: selectorOf(podSelector) }];
}

/** A LabelSelector as written in an admin policy; absent parts select everything. */
function selectorOf(value: JsonValue | undefined): LabelSelector {
  const { matchLabels, matchExpressions } = objectOf(value ?? null);
  return {
    matchLabels: Object.fromEntries(
      Object.entries(objectOf(matchLabels ?? null)).map(([key, each]) => [key, textOf(each)]),
    ),
    matchExpressions: listOf(matchExpressions).map((each) => {
      const { key, operator, values } = objectOf(each);
      return { key: textOf(key), operator: textOf(operator), values: listOf(values).map(textOf) };
    }),
  };
}

function objectOf(value: JsonValue): Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, JsonValue>)
    : {};
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
