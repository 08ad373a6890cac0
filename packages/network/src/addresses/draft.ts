import type { PodRecord, Prefix } from '@netkaart/topology';
import type { Evidence } from '../core/evidence.js';
import type { Reserved } from './plan.js';

/** A block while it is being filled. */
export interface Draft {
  readonly prefix: Prefix;
  readonly group: number;
  readonly slotted: boolean;
  node: string;
  others: string[];
  evidence: Evidence;
  source: string;
  reserved: Reserved[];
  usable: number;
  pods: PodRecord[];
  /** Place of each pod within the prefix, as in `pods`. */
  ats: number[];
}
