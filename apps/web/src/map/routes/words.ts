import { type Remark, type RemarkCode, remarkWords, type RouteEntry, type RouteService } from '@netkaart/network';

/** '3 Services', '1 entry'. */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** '3 d', '5 h', '12 min': the largest whole unit. */
export function ageText(seconds: number): string {
  const minutes = Math.max(0, Math.floor(seconds / 60));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** Ports in few characters: '443', '80,443', '53 +2'. */
function portsText(ports: readonly number[], most = 2): string {
  const distinct = [...new Set(ports)];
  if (distinct.length <= most) return distinct.join(',');
  return `${distinct.slice(0, most - 1).join(',')} +${distinct.length - most + 1}`;
}

/** An IPv6 address takes brackets before a port. */
function withPorts(address: string, ports: readonly number[]): string {
  const host = address.includes(':') ? `[${address}]` : address;
  return ports.length === 0 ? host : `${host}:${portsText(ports)}`;
}

/** First line of an entry's plate, and whether it is an address. */
export function entryHeading(entry: RouteEntry): { readonly text: string; readonly mono: boolean } {
  if (entry.host !== '') return { text: entry.host === '*' ? 'any host' : entry.host, mono: false };
  if (entry.type === 'nodePort') return { text: `*:${portsText(entry.ports, 3)}`, mono: true };
  if (entry.waitingSince !== null) return { text: 'no address yet', mono: false };
  const more = entry.addresses.length > 1 ? ` +${entry.addresses.length - 1}` : '';
  return { text: withPorts(entry.addresses[0] ?? '', entry.ports) + more, mono: true };
}

/** Second line of an entry's plate, then shorter forms for where it does not fit. */
export function entryDetails(entry: RouteEntry): readonly [string, ...string[]] {
  if (entry.type === 'nodePort' && entry.nodes?.count === entry.nodes?.of) {
    return [`NodePort on ${counted(entry.nodes?.of ?? 0, 'node', 'nodes')}`];
  }
  if (entry.waitingSince === null || entry.nodePorts.length === 0) return [entry.via];
  const nodePort = `NodePort ${portsText(entry.nodePorts)}`;
  return [`${entry.via} · ${nodePort}`, nodePort];
}

/** Third line, where the plate is tall enough: the address behind a host. */
export function entryAddress(entry: RouteEntry): string {
  const [address] = entry.addresses;
  return entry.host === '' || address === undefined ? '' : withPorts(address, entry.ports);
}

/** Second line of a Service's plate, and whether it is an address. */
export function serviceDetail(service: RouteService): { readonly text: string; readonly mono: boolean } {
  if (service.type === 'ExternalName') return { text: 'ExternalName', mono: false };
  const ports = service.ports.map((port) => port.port);
  const suffix = ports.length === 0 ? '' : `:${portsText(ports)}`;
  if (service.headless) return { text: `headless${suffix}`, mono: false };
  return { text: withPorts(service.clusterIP, ports), mono: true };
}

/** The port on the link to the endpoints: '8080'; with both ends '80→8080' where they differ. */
export function targetText(service: RouteService, bothEnds: boolean): string {
  const [port, ...more] = service.ports.filter((one) => one.targets.length > 0);
  if (!port) return '';
  const [target = port.port] = port.targets;
  const several = port.targets.length > 1 ? '…' : '';
  const text = bothEnds && target !== port.port ? `${port.port}→${target}` : String(target);
  return more.length > 0 ? `${text}${several} +${more.length}` : text + several;
}

const HEADINGS: Partial<Record<RemarkCode, string>> = {
  'cross-namespace-refused': 'refused',
  'service-missing': 'no such Service',
  'port-missing': 'no such port',
  'port-unnamed': 'no port named',
  'class-missing': 'served by nobody',
  'class-unset': 'served by nobody',
  'gateway-missing': 'no such Gateway',
  'gateway-not-programmed': 'not programmed',
  'gateway-class-missing': 'served by nobody',
  'route-not-accepted': 'not accepted',
  'listener-missing': 'not attached',
  'listener-kind': 'not attached',
  'listener-namespace': 'not attached',
  'listener-hostname': 'not attached',
  'no-parent': 'not attached',
  'no-backend': 'no backend',
  'weights-zero': 'no backend',
  'route-refs-unresolved': 'backend not found',
  'slices-missing': 'no endpoint',
  'selector-no-match': 'no endpoint',
  'selector-near-match': 'no endpoint',
  'selector-finished-only': 'no endpoint',
  'endpoints-missing': 'no endpoint',
};

/** What is the matter, in two or three words; for a Service with endpoints how many are usable. */
export function breakHeading(remark: Remark, service: RouteService | null, usable: number): string {
  const heading = HEADINGS[remark.code];
  if (heading !== undefined) return heading;
  return service ? `${usable} of ${service.counts.total} usable` : 'broken';
}

/** A run of text in one style; names and values as written in the object are `literal`. */
export interface Run {
  readonly text: string;
  readonly literal: boolean;
}

/** The sentence of a remark as runs: what stands in backquotes is literal. */
export function remarkRuns(remark: Remark): readonly Run[] {
  return remarkWords(remark)
    .split('`')
    .map((text, index) => ({ text, literal: index % 2 === 1 }))
    .filter((run) => run.text !== '');
}
