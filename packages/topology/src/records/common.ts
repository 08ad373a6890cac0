export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export type Labels = Readonly<Record<string, string>>;
export type Protocol = 'TCP' | 'UDP' | 'SCTP';
export type Seconds = number;

/** The part that all records have. `namespace` is '' for cluster-scoped objects. */
export interface Meta {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly createdAt: Seconds;
  /** metadata.deletionTimestamp, or null while the object is not being deleted. */
  readonly deletedAt: Seconds | null;
}

/** metadata.ownerReferences[controller=true]. */
export interface OwnerRef {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** labels.Selector of apimachinery, kept as written; null is the nil selector (matches nothing), {} matches everything. */
export interface LabelSelector {
  readonly matchLabels: Labels;
  readonly matchExpressions: readonly LabelExpression[];
}
export interface LabelExpression {
  readonly key: string;
  /** In, NotIn, Exists, DoesNotExist; an unknown operator is kept as written. */
  readonly operator: string;
  readonly values: readonly string[];
}
