import {
  isBreak,
  isOfReadiness,
  type NamespaceRoutes,
  type RouteEntry,
  type RouteLink,
  type RouteRule,
  type RouteService,
} from '@netkaart/network';

/** One row of an open band. An entry or rule that spans several rows is named in each of them. */
export interface Row {
  readonly entry: RouteEntry | null;
  readonly rule: RouteRule | null;
  readonly service: RouteService | null;
}

/** The rows of a band and what needs none of its own. */
export interface BandRows {
  readonly rows: readonly Row[];
  /** Services without entry, rule or trouble: rolled up in one row unless asked for. */
  readonly insideOnly: readonly RouteService[];
}

/**
 * The rows of a namespace in their fixed order: Services that only others reach · hosts (by name), each with its rules
 * (by match) and their Services · load balancers, external IPs and node ports (by Service) · rules without host · hosts
 * whose rules all lead elsewhere · broken Services that nothing leads to · the others inside. A Service that is only not
 * ready stays with those, so that readiness moves nothing. The place of a thing
 * depends on its own wiring and name alone, so that others come and go without changing its order.
 */
export function bandRows(routes: NamespaceRoutes, incoming: readonly RouteLink[]): BandRows {
  const plan = new Plan(routes);
  plan.addIncoming(incoming);
  for (const host of plan.hosts) if (!plan.leadsElsewhere(host)) plan.addHost(host);
  for (const type of ['loadBalancer', 'externalIP', 'nodePort'] as const) plan.addServiceEntries(type);
  plan.addOrphanRules();
  for (const host of plan.hosts) if (plan.leadsElsewhere(host)) plan.addHost(host);
  plan.addBroken();
  return { rows: plan.rows, insideOnly: plan.rest() };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

class Plan {
  readonly rows: Row[] = [];
  private readonly services: ReadonlyMap<string, RouteService>;
  private readonly links: ReadonlyMap<string, readonly RouteLink[]>;
  private readonly rulesOf: ReadonlyMap<string, readonly RouteRule[]>;
  private readonly placed = new Set<RouteService>();

  /** Hosts of Ingresses and Gateways, by name. */
  readonly hosts: readonly RouteEntry[];

  constructor(private readonly routes: NamespaceRoutes) {
    const hosts = routes.entries.filter((entry) => entry.type === 'ingress' || entry.type === 'gateway');
    this.hosts = hosts.sort((a, b) => byText(a.host, b.host) || byText(a.id, b.id));
    this.services = new Map(routes.services.map((service) => [service.name, service]));
    this.links = groupBy(routes.links, (link) => link.from);
    const rank = new Map(this.hosts.map((entry, index) => [entry.id, index]));
    this.rulesOf = groupBy(routes.rules, (rule) => homeOf(rule, rank));
  }

  /** Whether every backend of every rule of a host lies in another namespace. */
  leadsElsewhere(host: RouteEntry): boolean {
    const links = (this.rulesOf.get(host.id) ?? []).flatMap((rule) => this.links.get(rule.id) ?? []);
    return links.length > 0 && links.every((link) => link.to.namespace !== this.routes.namespace);
  }

  addIncoming(incoming: readonly RouteLink[]): void {
    const local = new Set(this.routes.links.map((link) => `${link.to.namespace}/${link.to.name}`));
    const names = new Set(incoming.map((link) => link.to.name));
    for (const name of [...names].sort(byText)) {
      if (!local.has(`${this.routes.namespace}/${name}`)) this.claim(name, (service) => this.add(null, null, service));
    }
  }

  addHost(host: RouteEntry): void {
    const rules = [...(this.rulesOf.get(host.id) ?? [])];
    rules.sort((a, b) => byText(a.match, b.match) || byText(a.id, b.id));
    if (rules.length === 0) this.add(host, null, null);
    for (const rule of rules) this.addRule(host, rule);
  }

  addOrphanRules(): void {
    for (const rule of this.rulesOf.get('') ?? []) this.addRule(null, rule);
  }

  private addRule(host: RouteEntry | null, rule: RouteRule): void {
    const before = this.rows.length;
    for (const link of this.links.get(rule.id) ?? []) {
      if (link.to.namespace !== this.routes.namespace) continue;
      this.claim(link.to.name, (service) => this.add(host, rule, service));
    }
    if (this.rows.length === before) this.add(host, rule, null);
  }

  addServiceEntries(type: RouteEntry['type']): void {
    for (const entry of this.routes.entries) {
      if (entry.type !== type) continue;
      const name = this.links.get(entry.id)?.[0]?.to.name ?? '';
      if (!this.claim(name, (service) => this.add(entry, null, service))) this.add(entry, null, null);
    }
  }

  addBroken(): void {
    for (const service of this.routes.services) {
      if (!service.remarks.some((remark) => isBreak(remark) && !isOfReadiness(remark))) continue;
      this.claim(service.name, () => this.add(null, null, service));
    }
  }

  rest(): readonly RouteService[] {
    return this.routes.services.filter((service) => !this.placed.has(service));
  }

  private claim(name: string, place: (service: RouteService) => void): boolean {
    const service = this.services.get(name);
    if (!service || this.placed.has(service)) return false;
    this.placed.add(service);
    place(service);
    return true;
  }

  private add(entry: RouteEntry | null, rule: RouteRule | null, service: RouteService | null): void {
    this.rows.push({ entry, rule, service });
  }
}

/** The entry under which a rule stands: the first of its own in the order of hosts; '' without any. */
function homeOf(rule: RouteRule, rank: ReadonlyMap<string, number>): string {
  const [first] = [...rule.entries].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  return first ?? '';
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
