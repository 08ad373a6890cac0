import type { Protocol, Seconds } from '@netkaart/topology';
import type { FieldRef } from './field-ref.js';
import type { Grouping } from './grouping.js';
import type { Remark } from './remark.js';

/**
 * ready: takes traffic · draining: terminating but serving · notReady · failing: its pod is in trouble ·
 * nodeNotReady: nobody can know, its node is not ready.
 */
export type EndpointState = 'ready' | 'draining' | 'notReady' | 'failing' | 'nodeNotReady';

/** One backend of a Service: a pod, or an address that no pod has. Addresses: the Service's primary family first. */
export interface RouteEndpoint {
  /** The pod's UID; '' when no pod stands behind the address. */
  readonly uid: string;
  /** The pod's name, else the first address. */
  readonly name: string;
  readonly addresses: readonly string[];
  readonly node: string;
  readonly zone: string;
  readonly state: EndpointState;
  /** Whether kube-proxy would choose it: ready, or draining while nothing is ready. */
  readonly usable: boolean;
  /** Port number by Service port name; a port that the pod does not have is absent; null: every port. */
  readonly ports: Readonly<Record<string, number | null>>;
  /** Why the pod is not well, '' otherwise. */
  readonly reason: string;
}

/** How many endpoints are in which state; the five states add up to `total`. */
export interface EndpointCounts extends Readonly<Record<EndpointState, number>> {
  readonly total: number;
  readonly usable: number;
}

/** One port of a Service with what stands behind it. */
export interface PortFact {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
  readonly targetPort: number | string;
  readonly nodePort: number | null;
  /** The distinct port numbers of its endpoints, ascending: a named target port can have several. */
  readonly targets: readonly number[];
  readonly usable: number;
}

export interface RouteService {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  /** First cluster IP; '' for headless and ExternalName. */
  readonly clusterIP: string;
  readonly headless: boolean;
  readonly externalName: string;
  readonly selectorless: boolean;
  readonly ports: readonly PortFact[];
  /** In address order. */
  readonly endpoints: readonly RouteEndpoint[];
  readonly counts: EndpointCounts;
  /** Distinct nodes with a usable endpoint. */
  readonly nodes: number;
  /** What is special between the Service and its endpoints. */
  readonly remarks: readonly Remark[];
}

export type EntryType = 'ingress' | 'gateway' | 'loadBalancer' | 'externalIP' | 'nodePort';

/** A place where traffic from outside enters: a host of an Ingress class or Gateway, or an address of a Service. */
export interface RouteEntry {
  /** Unique in the graph and stable while the object keeps its name. */
  readonly id: string;
  readonly type: EntryType;
  /** The namespace in whose band it stands: that of the Ingress, the route or the Service. */
  readonly namespace: string;
  /** The objects it stands for, the one to open first. */
  readonly uids: readonly string[];
  /** Host name ('*' = any), else ''. */
  readonly host: string;
  /** 'Ingress nginx', 'Gateway public', 'LoadBalancer', … */
  readonly via: string;
  readonly addresses: readonly string[];
  /** Ports on those addresses (node ports for nodePort), ascending. */
  readonly ports: readonly number[];
  /** Nodes on which it answers, of all; null where the question does not arise. */
  readonly nodes: { readonly count: number; readonly of: number } | null;
  /** Since when it waits for an address, else null. */
  readonly waitingSince: Seconds | null;
  /** The node ports that answer while it waits. */
  readonly nodePorts: readonly number[];
  readonly remarks: readonly Remark[];
  readonly evidence: FieldRef;
}

export type RuleKind = 'Ingress' | 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute';

/** One Ingress path or one rule of a route. */
export interface RouteRule {
  readonly id: string;
  readonly kind: RuleKind;
  readonly uid: string;
  readonly namespace: string;
  /** Name of the Ingress or route. */
  readonly name: string;
  /** What it matches, in few words: '/api', '= /login', 'GET /x', 'orders.Orders/*', 'every request'. */
  readonly match: string;
  /** The entries that lead to it, by id. */
  readonly entries: readonly string[];
  readonly remarks: readonly Remark[];
  readonly evidence: FieldRef;
}

export interface ServiceRef {
  readonly namespace: string;
  readonly name: string;
}

/** From an entry or a rule to a Service. `from` is the id of either. */
export interface RouteLink {
  readonly id: string;
  readonly from: string;
  readonly fromType: 'entry' | 'rule';
  readonly to: ServiceRef;
  /** The UID of the Service; null: it does not exist. */
  readonly uid: string | null;
  /** The Service's ports that this link leads to. */
  readonly ports: readonly number[];
  /** Share of the rule's requests, 0–1; null where weights do not apply. */
  readonly share: number | null;
  readonly remarks: readonly Remark[];
  readonly evidence: FieldRef;
}

/** All that one namespace routes; lists in order of their ids or names, endpoints in address order. */
export interface NamespaceRoutes {
  readonly namespace: string;
  readonly entries: readonly RouteEntry[];
  readonly rules: readonly RouteRule[];
  readonly links: readonly RouteLink[];
  readonly services: readonly RouteService[];
  /** Of all its Services. */
  readonly counts: EndpointCounts;
  /** What it was computed from besides its own records (see sources.ts); for updateRoutes. */
  readonly dependsOn: ReadonlySet<string>;
}

/** A stop of the node rail. */
export interface RouteNode {
  readonly uid: string;
  readonly name: string;
  /** The name without what all nodes' names share. */
  readonly label: string;
  readonly zone: string;
  readonly ready: boolean;
}

/** The routes of a cluster; `namespaces` in order of name, without those that route nothing; nodes by zone and name. */
export interface RouteGraph {
  readonly namespaces: ReadonlyMap<string, NamespaceRoutes>;
  readonly nodes: readonly RouteNode[];
  /** Links that lead into another namespace, by id. */
  readonly crossings: readonly RouteLink[];
  /** The records behind it, by namespace; only for updateRoutes. */
  readonly grouping: Grouping;
}
