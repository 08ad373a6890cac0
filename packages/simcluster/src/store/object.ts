/** One Kubernetes object as raw JSON. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: unknown;
}

export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  /** RFC 3339, whole seconds. Set by the cluster when absent. */
  creationTimestamp?: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  generateName?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  [field: string]: unknown;
}

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** One version of one object. Never changed: an update makes another. */
export interface StoredObject {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: number;
  /** The object with apiVersion and kind. Not to be modified. */
  read(): KubeObject;
  /** JSON without apiVersion and kind, as built-in kinds stand in a list; begins with `{"metadata":`. */
  bytes(): Buffer;
}

/** How objects are ordered in lists: as the keys of etcd. */
export function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}
