import { whoHas, type AddressHolder, type Block, type Known } from '@netkaart/network';
import {
  addressAt,
  formatAddress,
  formatPrefix,
  parsePrefix,
  prefixCovers,
  prefixSize,
  type NetRecord,
} from '@netkaart/topology';
import type { Target } from '../map/view';
import type { Panel, PanelField, PanelLink } from './messages';
import { EMPTY, linkOf } from './panel-parts';
import { stateWord } from './words';
import type { World } from './world';

const SHOWN = 24;

/** An address or a range that is no object: whose it is, who is in it, how that is known. */
export function placePanel(target: Target, world: World): Panel {
  if (target.startsWith('ip:')) return addressPanel(target, world);
  return target.startsWith('cidr:')
    ? rangePanel(target, world)
    : { ...EMPTY, reference: target, name: target, gone: true };
}

function addressPanel(target: Target, world: World): Panel {
  const address = target.slice(3);
  const plan = world.plan();
  const holder = whoHas(world.topology, address, { plan });
  if (!holder) return { ...EMPTY, reference: target, name: address, kind: 'Address', gone: true };
  const { reserved } = holder;
  const state = reserved ? [reserved.role, reserved.device].filter(Boolean).join(' ') : holder.state;
  return {
    ...EMPTY,
    reference: target,
    mark: 'free',
    kind: 'Address',
    state,
    name: holder.address,
    fields: addressFields(holder, world),
    proofs: [
      {
        command: `kubectl get pods -A -o wide --field-selector status.podIP=${holder.address}`,
        output: holder.pods.length === 0 ? 'No resources found' : holder.pods.map(({ name }) => name).join('\n'),
        evidence: 'read',
      },
    ],
    relations: holdersOf(holder, world),
  };
}

function addressFields(
  { block, range, serviceRange, reserved, node }: AddressHolder,
  world: World,
): readonly PanelField[] {
  const owner = reserved?.node ?? node?.name ?? block?.node ?? '';
  return [
    ...known('device', reserved?.device === '' ? null : (reserved?.device ?? null), block, []),
    ...known('node', owner || null, block, named('Node', owner, world)),
    ...known('block', block?.cidr ?? null, block, block ? [rangeLink(block.cidr)] : []),
    ...known('podRange', range?.cidr ?? null, range, range ? [rangeLink(range.cidr)] : []),
    ...known(
      'serviceRange',
      serviceRange?.cidr ?? null,
      serviceRange,
      serviceRange ? [rangeLink(serviceRange.cidr)] : [],
    ),
  ];
}

function known(
  key: string,
  value: string | null,
  by: Known | null,
  links: readonly PanelLink[],
): readonly PanelField[] {
  if (value === null) return [];
  const { evidence, source } = by ?? { evidence: 'unknown', source: '' };
  return [{ key, values: [value], links, evidence, source }];
}

function named(kind: 'Node', name: string, world: World): readonly PanelLink[] {
  const record = name === '' ? null : world.named(kind, '', name);
  return record ? [linkOf(record, world)] : [];
}

function rangeLink(cidr: string): PanelLink {
  return { reference: `cidr:${cidr}`, mark: 'range', text: cidr, note: '' };
}

function holdersOf({ pods, hostPods, service }: AddressHolder, world: World): Panel['relations'] {
  const records: readonly NetRecord[] = [...pods, ...(service ? [service] : []), ...hostPods];
  return records.length === 0 ? [] : [group('holder', records, world)];
}

function group(key: string, records: readonly NetRecord[], world: World): Panel['relations'][number] {
  const links = records.slice(0, SHOWN).map((record) => linkOf(record, world, stateWord(record)));
  return { key, total: records.length, links };
}

function rangePanel(target: Target, world: World): Panel {
  const prefix = parsePrefix(target.slice(5));
  if (!prefix) return { ...EMPTY, reference: target, name: target.slice(5), kind: 'Range', gone: true };
  const cidr = formatPrefix(prefix);
  const plan = world.plan();
  const block = plan.blocks[plan.blockAt.get(cidr) ?? -1];
  if (block) return blockPanel(target, block, world);
  const service = plan.serviceRanges.find((range) => range.cidr === cidr);
  const range = service ?? plan.ranges.find((one) => one.cidr === cidr) ?? plan.groups.find((one) => one.cidr === cidr);
  const inside = plan.blocks.filter((one) => prefixCovers(prefix, one.prefix));
  const pods = inside.reduce((sum, one) => sum + one.pods.length, 0);
  return {
    ...EMPTY,
    reference: target,
    mark: 'range',
    kind: 'Range',
    state: service ? 'Services' : range ? 'pods' : '',
    name: cidr,
    fields: [
      fact('addresses', prefixSize(prefix).toLocaleString('en'), 'inferred', 'the length of the prefix'),
      fact('blocks', String(inside.length), 'inferred', 'node subnets and address blocks inside the range'),
      fact('pods', String(pods), 'read', 'status.podIPs'),
      ...known('source', range?.source ?? null, range ?? null, []),
    ],
  };
}

function fact(key: string, value: string, evidence: PanelField['evidence'], source: string): PanelField {
  return { key, values: [value], links: [], evidence, source };
}

function blockPanel(target: Target, block: Block, world: World): Panel {
  const taken = block.usable - block.free;
  return {
    ...EMPTY,
    reference: target,
    mark: 'range',
    kind: 'Range',
    state: block.node,
    name: block.cidr,
    fields: [
      ...known('node', block.node || null, block, named('Node', block.node, world)),
      fact('taken', `${taken} of ${block.usable}`, 'read', 'status.podIPs'),
      fact('free', String(block.free), 'inferred', 'addresses that no pod has'),
      { key: 'source', values: [block.source], links: [], evidence: block.evidence, source: block.source },
      ...block.reserved.map((one) => reservedField(one, block)),
    ],
    relations: block.pods.length === 0 ? [] : [group('inside', block.pods, world)],
  };
}

function reservedField(one: Block['reserved'][number], block: Block): PanelField {
  const address = addressAt(block.prefix, one.offset);
  return {
    key: one.role,
    values: address ? [formatAddress(address)] : [],
    links: [],
    evidence: one.evidence,
    source: one.source,
  };
}
