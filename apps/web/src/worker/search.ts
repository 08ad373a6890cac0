import { ownerOf, type AddressPlan, type Block } from '@netkaart/network';
import {
  formatAddress,
  formatPrefix,
  parseAddress,
  parsePrefix,
  prefixContains,
  prefixCovers,
  type Address,
  type Kind,
  type NetRecord,
  type Prefix,
} from '@netkaart/topology';
import { referenceOf } from '../url/reference';
import type { SearchAnswer, SearchHit } from './messages';
import type { Entry } from './search-index';
import { markOf, stateWord } from './words';
import type { World } from './world';

const LIMIT = 50;
const BLOCKS_MAX = 8;
const ALIASES: Readonly<Record<string, readonly Kind[]>> = {
  pod: ['Pod'],
  po: ['Pod'],
  svc: ['Service'],
  no: ['Node'],
  node: ['Node'],
  ns: ['Namespace'],
  ing: ['Ingress', 'Gateway', 'HTTPRoute'],
};
const NOTHING: SearchAnswer = { kind: 'empty', hits: [], places: [], total: 0, nobody: null, command: '', ms: 0 };

/** What the text may mean: an address (who has it, whose block it is), a range, `:alias name`, or names. */
export function searchFor(text: string, world: World, measure: () => number): SearchAnswer {
  const startedAt = measure();
  const answer = answerFor(text.trim(), world);
  return { ...answer, ms: measure() - startedAt };
}

function answerFor(text: string, world: World): SearchAnswer {
  if (text === '') return NOTHING;
  const address = parseAddress(text);
  if (address) return whoHas(address, world);
  const prefix = text.includes('/') ? parsePrefix(text) : null;
  return prefix ? whoIsIn(prefix, world) : named(text, world);
}

function named(text: string, world: World): SearchAnswer {
  const [, alias = '', rest = ''] = /^:(\w+)\s*(.*)$/.exec(text) ?? [];
  const kinds = Object.hasOwn(ALIASES, alias) ? (ALIASES[alias] ?? null) : null;
  const words = kinds ? rest : text.replace(/^:/, '');
  const found = world.search.find(words, kinds, LIMIT);
  const hits = found.entries.map((entry) => hitOf(entry, world));
  return { ...NOTHING, kind: 'name', hits, total: found.total };
}

function whoHas(address: Address, world: World): SearchAnswer {
  const text = formatAddress(address);
  const holders = world.search.holdersOf(text);
  const plan = world.plan();
  const blocks = plan.blocks.filter(({ prefix }) => prefixContains(prefix, address));
  const places = [...blocks.map((block) => blockHit(block)), ...serviceRanges(plan, address)];
  return {
    ...NOTHING,
    kind: 'address',
    hits: holders.map((entry) => hitOf(entry, world)),
    places,
    total: holders.length,
    nobody: holders.length > 0 ? null : nobody(text, blocks[0]),
    command: `kubectl get pods -A -o wide --field-selector status.podIP=${text}`,
  };
}

function nobody(address: string, block: Block | undefined): SearchAnswer['nobody'] {
  return { address, block: block?.cidr ?? '', node: block?.node ?? '' };
}

function whoIsIn(prefix: Prefix, world: World): SearchAnswer {
  const inside = [...world.topology.kinds.Pod.values()].filter((pod) => pod.ips.some((ip) => liesIn(ip, prefix)));
  const blocks = world
    .plan()
    .blocks.filter((block) => prefixCovers(prefix, block.prefix) || prefixCovers(block.prefix, prefix));
  const cidr = formatPrefix(prefix);
  const self: SearchHit = {
    reference: `cidr:${cidr}`,
    mark: 'range',
    lead: '',
    name: cidr,
    mono: true,
    note: `${inside.length} pods`,
  };
  const others = blocks.filter((block) => block.cidr !== cidr).slice(0, BLOCKS_MAX);
  const own = blocks.find((block) => block.cidr === cidr);
  return {
    ...NOTHING,
    kind: 'range',
    hits: inside.slice(0, LIMIT).map((pod) => recordHit(pod, world)),
    places: [own ? blockHit(own) : self, ...others.map((block) => blockHit(block))],
    total: inside.length,
  };
}

function liesIn(ip: string, prefix: Prefix): boolean {
  const address = parseAddress(ip);
  return address !== null && prefixContains(prefix, address);
}

function blockHit({ cidr, node, free }: Block): SearchHit {
  const note = node === '' ? `${free} free` : `block of ${node}, ${free} free`;
  return { reference: `cidr:${cidr}`, mark: 'range', lead: '', name: cidr, mono: true, note };
}

function serviceRanges(plan: AddressPlan, address: Address): readonly SearchHit[] {
  return plan.serviceRanges
    .filter(({ prefix }) => prefixContains(prefix, address))
    .map(({ cidr }) => ({
      reference: `cidr:${cidr}`,
      mark: 'range',
      lead: '',
      name: cidr,
      mono: true,
      note: 'Service range',
    }));
}

function hitOf(entry: Entry, world: World): SearchHit {
  const record = world.topology.kinds[entry.kind].get(entry.uid);
  if (record) return recordHit(record, world);
  return { reference: referenceOf(entry), mark: 'other', lead: '', name: entry.name, mono: false, note: '' };
}

function recordHit(record: NetRecord, world: World): SearchHit {
  return {
    reference: referenceOf(record),
    mark: markOf(record, world.topology),
    lead: record.namespace === '' ? '' : `${record.namespace}/`,
    name: record.name,
    mono: false,
    note: noteOf(record),
  };
}

function noteOf(record: NetRecord): string {
  switch (record.kind) {
    case 'Pod': {
      const place = record.node === '' ? 'no node yet' : `on ${record.node}`;
      return [record.ips[0] ?? stateWord(record), place].join(', ');
    }
    case 'Node':
      return [record.addresses[0]?.address ?? '', stateWord(record)].filter(Boolean).join(', ');
    case 'Service':
      return [record.type, record.clusterIPs[0] === 'None' ? 'headless' : (record.clusterIPs[0] ?? '')]
        .filter(Boolean)
        .join(' ');
    default:
      return record.kind;
  }
}

/** `Deployment nginx2`, or '' for a bare pod. */
export function ownerWords(record: NetRecord): string {
  const owner = record.kind === 'Pod' ? ownerOf(record) : null;
  return owner ? `${owner.kind} ${owner.name}` : '';
}
