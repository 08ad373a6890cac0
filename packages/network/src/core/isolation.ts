import type { NetworkPolicyRecord } from '@netkaart/topology';

export type Direction = 'Ingress' | 'Egress';

/**
 * Whether the policy isolates its pods in the direction, so that only what its rules allow passes. policyTypes decides;
 * where it is absent: Ingress always, Egress only if there is an egress rule (NP5, NP8).
 */
export function isolates({ policyTypes, egress }: NetworkPolicyRecord, direction: Direction): boolean {
  if (policyTypes !== null) return policyTypes.includes(direction);
  return direction === 'Ingress' || (egress !== null && egress.length > 0);
}
