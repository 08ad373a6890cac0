import type { GatewayRecord, ParentRef, ParentStatus } from '@netkaart/topology';
import { attach, type Attachment } from './gateway-attachment.js';
import { foreignBackends, type GatewayRoute, gatewayRules, ruleLinks, ruleRemarks } from './gateway-rules.js';
import type { RouteEntry, RouteRule } from './graph.js';
import type { RuleRoutes } from './ingress-routes.js';
import { type Remark, remark } from './remark.js';
import { byText, type Sources } from './sources.js';

/**
 * The Gateway API routes of a namespace: one entry per Gateway and host name in common, one rule per route rule. The
 * entry stands in the route's namespace, where its rules are. What the Gateway's controller reports (Accepted) outweighs
 * what follows from the specs.
 */
export function gatewayRoutes(namespace: string, sources: Sources): RuleRoutes {
  const entries = new Map<string, RouteEntry>();
  const rules: RouteRule[] = [];
  for (const route of routesIn(namespace, sources)) {
    const parents = route.parentRefs.map((parent) => parentOf(route, parent, sources));
    for (const entry of parents.flatMap((parent) => parent.entries)) addEntry(entries, entry);
    rules.push(...rulesOf(route, parents));
  }
  const links = routesIn(namespace, sources)
    .flatMap(gatewayRules)
    .flatMap((rule) => ruleLinks(rule, sources));
  for (const entry of idleListeners(namespace, sources)) addEntry(entries, entry);
  return { entries: [...entries.values()], rules, links };
}

function routesIn(namespace: string, sources: Sources): readonly GatewayRoute[] {
  const routes: GatewayRoute[] = [
    ...sources.records('HTTPRoute', namespace),
    ...sources.records('GRPCRoute', namespace),
    ...sources.records('TLSRoute', namespace),
    ...sources.records('TCPRoute', namespace),
  ];
  return routes.sort((a, b) => byText(a.kind, b.kind) || byText(a.name, b.name));
}

/** Where one parentRef leads: the entries of the hosts that it has in common with the Gateway, and what is wrong. */
interface Parent {
  readonly entries: readonly RouteEntry[];
  readonly remarks: readonly Remark[];
}

function parentOf(route: GatewayRoute, parent: ParentRef, sources: Sources): Parent {
  const path = `spec.parentRefs[${route.parentRefs.indexOf(parent)}]`;
  if (parent.kind !== 'Gateway' && parent.kind !== '') {
    return {
      entries: [],
      remarks: [remark('parent-unread', route.uid, path, { kind: parent.kind, name: parent.name })],
    };
  }
  const gateway = sources.find('Gateway', parent.namespace || route.namespace, parent.name);
  if (!gateway) return missingGateway(route, parent, path);
  return attachedTo(route, parent, gateway, path, sources);
}

function missingGateway(route: GatewayRoute, parent: ParentRef, path: string): Parent {
  const remarks = [remark('gateway-missing', route.uid, path, { gateway: parent.name })];
  const hosts = route.hostnames.length === 0 ? ['*'] : route.hostnames;
  const gateway = { namespace: parent.namespace || route.namespace, name: parent.name };
  const entries = hosts.map((host) => ({
    ...blankEntry(route.namespace, gateway, host),
    uids: [route.uid],
    remarks,
    evidence: { uid: route.uid, path },
  }));
  return { entries, remarks: [] };
}

function attachedTo(
  route: GatewayRoute,
  parent: ParentRef,
  gateway: GatewayRecord,
  path: string,
  sources: Sources,
): Parent {
  const result = attach(route, parent, gateway, sources);
  const status = statusOf(route, parent);
  const hosts = route.hostnames.length === 0 ? ['*'] : route.hostnames;
  const attached = 'attached' in result ? result.attached : hostsWithoutListener(gateway, parent, hosts);
  const remarks = statusRemarks(route, gateway, status);
  if ('refused' in result && status?.accepted !== 'True' && remarks.length === 0) {
    const values = { gateway: gateway.name, listener: parent.sectionName || parent.port || '', kind: route.kind };
    const more = { namespace: route.namespace, hosts: hosts.join('`, `') };
    remarks.push(remark(result.refused, route.uid, path, { ...values, ...more }));
  }
  return { entries: entriesOf(route.namespace, gateway, attached, sources), remarks };
}

/** A route that is not attached still names its hosts: they are shown, and the break says why nothing arrives. */
function hostsWithoutListener(
  gateway: GatewayRecord,
  parent: ParentRef,
  hostnames: readonly string[],
): readonly Attachment[] {
  const listener = gateway.listeners.find((one) => one.name === parent.sectionName) ?? gateway.listeners[0];
  return listener ? [{ listener, hostnames }] : [];
}

function statusOf(route: GatewayRoute, parent: ParentRef): ParentStatus | null {
  const namespaceOf = (ref: ParentRef) => ref.namespace || route.namespace;
  const same = (status: ParentStatus) =>
    status.parent.name === parent.name &&
    namespaceOf(status.parent) === namespaceOf(parent) &&
    status.parent.sectionName === parent.sectionName &&
    status.parent.port === parent.port;
  return route.parents.find(same) ?? null;
}

function statusRemarks(route: GatewayRoute, gateway: GatewayRecord, status: ParentStatus | null): Remark[] {
  if (status?.accepted !== 'False') return [];
  const values = { gateway: gateway.name, reason: status.acceptedReason || 'no reason given' };
  return [remark('route-not-accepted', route.uid, 'status.parents[].conditions[Accepted]', values)];
}

function entriesOf(
  namespace: string,
  gateway: GatewayRecord,
  attached: readonly Attachment[],
  sources: Sources,
): readonly RouteEntry[] {
  const remarks = gatewayRemarks(gateway, sources);
  return attached.flatMap(({ listener, hostnames }) =>
    hostnames.map((host) => ({
      ...blankEntry(namespace, gateway, host),
      uids: [gateway.uid],
      addresses: gateway.addresses.map((address) => address.value),
      ports: [listener.port],
      remarks,
      evidence: { uid: gateway.uid, path: `spec.listeners[${gateway.listeners.indexOf(listener)}]` },
    })),
  );
}

function gatewayRemarks(gateway: GatewayRecord, sources: Sources): Remark[] {
  if (gateway.programmed === 'True') return [];
  if (!sources.gatewayClass(gateway.className)) {
    return [remark('gateway-class-missing', gateway.uid, 'spec.gatewayClassName', { class: gateway.className })];
  }
  return [remark('gateway-not-programmed', gateway.uid, 'status.conditions[Programmed]', { gateway: gateway.name })];
}

function blankEntry(
  namespace: string,
  gateway: { readonly namespace: string; readonly name: string },
  host: string,
): Omit<RouteEntry, 'uids' | 'remarks' | 'evidence'> {
  return {
    id: `gateway:${namespace}/${gateway.namespace}/${gateway.name}/${host}`,
    type: 'gateway',
    namespace,
    host,
    via: `Gateway ${gateway.name}`,
    addresses: [],
    ports: [],
    nodes: null,
    waitingSince: null,
    nodePorts: [],
  };
}

/** Two listeners with one host (80 and 443) are one entry with both ports. */
function addEntry(entries: Map<string, RouteEntry>, entry: RouteEntry): void {
  const known = entries.get(entry.id);
  const ports = [...new Set([...(known?.ports ?? []), ...entry.ports])].sort((a, b) => a - b);
  entries.set(entry.id, { ...(known ?? entry), ports });
}

function rulesOf(route: GatewayRoute, parents: readonly Parent[]): readonly RouteRule[] {
  const entries = [...new Set(parents.flatMap((parent) => parent.entries.map((entry) => entry.id)))];
  const orphan = route.parentRefs.length === 0 ? [remark('no-parent', route.uid, 'spec.parentRefs')] : [];
  const common = [...parents.flatMap((parent) => parent.remarks), ...orphan];
  return gatewayRules(route).map((rule) => ({
    id: rule.id,
    kind: route.kind,
    uid: route.uid,
    namespace: route.namespace,
    name: route.name,
    match: rule.match,
    entries,
    remarks: [...common, ...ruleRemarks(rule), ...foreignBackends(rule)],
    evidence: { uid: route.uid, path: rule.path },
  }));
}

/** Listeners of the namespace's own Gateways to which, by their status, no route attaches. */
function idleListeners(namespace: string, sources: Sources): readonly RouteEntry[] {
  return sources.records('Gateway', namespace).flatMap((gateway) =>
    gateway.listeners
      .filter((listener) => listener.attachedRoutes === 0)
      .flatMap((listener) => {
        const attached = [{ listener, hostnames: [listener.hostname || '*'] }];
        const idle = remark('no-route', gateway.uid, 'status.listeners[].attachedRoutes');
        return entriesOf(namespace, gateway, attached, sources).map((entry) => ({
          ...entry,
          id: `${entry.id}/${listener.name}`,
          remarks: [...entry.remarks, idle],
        }));
      }),
  );
}
