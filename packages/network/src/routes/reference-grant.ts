import type { ReferenceGrantRecord } from '@netkaart/topology';

/** A reference that leaves its namespace: which object of which kind points to which. */
export interface CrossReference {
  readonly fromKind: string;
  readonly fromNamespace: string;
  readonly toKind: string;
  readonly toGroup: string;
  readonly toName: string;
}

const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/**
 * The first grant by name that allows the reference, of the grants in the target's namespace; null: none does. One
 * `from` and one `to` of the same grant must fit; a `to` without name allows every object of its kind (Gateway API,
 * ReferenceGrantSpec).
 */
export function grantFor(
  reference: CrossReference,
  grants: readonly ReferenceGrantRecord[],
): ReferenceGrantRecord | null {
  const fitting = grants.filter((grant) => allows(grant, reference));
  return fitting.sort((a, b) => (a.name < b.name ? -1 : 1))[0] ?? null;
}

function allows(grant: ReferenceGrantRecord, reference: CrossReference): boolean {
  const from = grant.from.some(
    (one) =>
      one.group === GATEWAY_GROUP && one.kind === reference.fromKind && one.namespace === reference.fromNamespace,
  );
  const to = grant.to.some(
    (one) =>
      one.group === reference.toGroup &&
      one.kind === reference.toKind &&
      (one.name === '' || one.name === reference.toName),
  );
  return from && to;
}
