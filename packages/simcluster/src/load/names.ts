import { createRandom, templateHash } from '../random.js';

/** One workload of a large cluster, with the Service before it. */
export interface LoadWorkload {
  readonly namespace: string;
  readonly name: string;
  readonly hash: string;
  readonly ownerUid: string;
  readonly serviceUid: string;
  /** How many of every thousand pods are its own. */
  readonly weight: number;
  readonly exposed: boolean;
}

const areas = [
  'billing',
  'cargo',
  'claims',
  'depot',
  'fleet',
  'freight',
  'ledger',
  'orders',
  'parcel',
  'pricing',
  'quotes',
  'routes',
  'sorting',
  'tariff',
  'tracking',
  'yard',
];
const stages = ['live', 'test', 'load', 'lab', 'north', 'south', 'east', 'west'];
const parts = [
  'api',
  'web',
  'worker',
  'cache',
  'index',
  'gateway',
  'feed',
  'rules',
  'store',
  'sync',
  'report',
  'batch',
];

/** Services that can be reached from outside, out of all. */
const exposedOf = 1200;
const exposed = 412;

/** The workloads of a large cluster: about one for each 125 pods, named after what a carrier does. */
export function loadWorkloads(pods: number, seed: string): LoadWorkload[] {
  const random = createRandom(`${seed}/workloads`);
  const count = Math.max(1, Math.round(pods / 125));
  return Array.from({ length: count }, (_, index) => {
    const [part, rest] = [index % parts.length, Math.floor(index / parts.length)];
    const [area, stage] = [rest % areas.length, Math.floor(rest / areas.length)];
    const namespace = `${areas[area] ?? ''}-${stages[stage % stages.length] ?? ''}${suffixOf(stage)}`;
    const name = parts[part] ?? '';
    return {
      namespace,
      name,
      hash: templateHash(`${namespace}/${name}`),
      ownerUid: random.uuid(),
      serviceUid: random.uuid(),
      weight: 0.2 + random.next() * 1.8,
      exposed: Math.floor(((index + 1) * exposed) / exposedOf) > Math.floor((index * exposed) / exposedOf),
    };
  });
}

function suffixOf(stage: number): string {
  return stage < stages.length ? '' : String(Math.floor(stage / stages.length) + 1);
}

const letters = 'bcdfghjklmnpqrstvwxz2456789';
const suffixes = letters.length ** 5;
/** Has no factor in common with the number of suffixes (27^5), so that each number gets a suffix of its own. */
const stride = 5_700_013;

/** Five letters for a number; different for all numbers below 14 million. */
export function suffixFor(number: number): string {
  let rest = (number * stride) % suffixes;
  let text = '';
  for (let i = 0; i < 5; i++) {
    text += letters.charAt(rest % letters.length);
    rest = Math.floor(rest / letters.length);
  }
  return text;
}
