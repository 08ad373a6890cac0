import type {
  GatewayRecord,
  GRPCRouteRecord,
  HTTPRouteRecord,
  IngressBackend,
  IngressRecord,
  ObjectRef,
  ReferenceGrantRecord,
  TCPRouteRecord,
  TLSRouteRecord,
} from '@netkaart/topology';
import { join, type Relation } from './relation.js';

type RouteRecord = HTTPRouteRecord | GRPCRouteRecord | TLSRouteRecord | TCPRouteRecord;

const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'] as const;
const named = ({ namespace, name }: { namespace: string; name: string }) => [`${namespace}/${name}`];
const given = (text: string) => (text === '' ? [] : [text]);

/** Service backends of the rules and the default backend; always in the Ingress' own namespace. */
const ingressService = join(
  'ingress-service',
  { kinds: ['Ingress'], keys: backendKeys },
  { kinds: ['Service'], keys: named },
);

function backendKeys({ namespace, rules, defaultBackend }: IngressRecord): string[] {
  const backends: (IngressBackend | null)[] = rules.flatMap((rule) => rule.paths.map(({ backend }) => backend));
  return [...backends, defaultBackend].flatMap((each) => (each?.service ? [`${namespace}/${each.service.name}`] : []));
}

/** spec.ingressClassName, or the annotation it replaced. */
const ingressClass = join(
  'ingress-class',
  { kinds: ['Ingress'], keys: ({ className }) => given(className) },
  { kinds: ['IngressClass'], keys: ({ name }) => [name] },
);

/** spec.gatewayClassName. */
const gatewayClass = join(
  'gateway-class',
  { kinds: ['Gateway'], keys: ({ className }) => given(className) },
  { kinds: ['GatewayClass'], keys: ({ name }) => [name] },
);

/** spec.parentRefs that name a Gateway; whether the Gateway accepts the route is another question. */
const routeGateway = join(
  'route-gateway',
  { kinds: ROUTES, keys: (route) => refKeys(route.namespace, route.parentRefs, 'Gateway') },
  { kinds: ['Gateway'], keys: named },
);

/** spec.rules[].backendRefs that name a Service, in whatever namespace. */
const routeService = join(
  'route-service',
  { kinds: ROUTES, keys: (route) => refKeys(route.namespace, backendRefs(route), 'Service') },
  { kinds: ['Service'], keys: named },
);

function backendRefs({ rules }: RouteRecord): ObjectRef[] {
  return rules.flatMap((rule) => rule.backendRefs);
}

function refKeys(ownNamespace: string, refs: readonly ObjectRef[], kind: string): string[] {
  return refs.flatMap((ref) => ((ref.kind || kind) === kind ? [`${ref.namespace || ownNamespace}/${ref.name}`] : []));
}

/** The grant permits a reference that a route (to a Service) or a Gateway (to a Secret) makes into its namespace. */
const grantPermits = join(
  'grant-permits',
  { kinds: ['ReferenceGrant'], keys: permissions },
  { kinds: [...ROUTES, 'Gateway'], keys: (record) => requests(record, foreignRefs(record)) },
);

function permissions({ namespace, from, to }: ReferenceGrantRecord): string[] {
  return from.flatMap((source) =>
    to.map((target) => permission(source.kind, source.namespace, namespace, target.kind, target.name)),
  );
}

function requests(record: RouteRecord | GatewayRecord, refs: readonly ObjectRef[]): string[] {
  const kind = record.kind === 'Gateway' ? 'Secret' : 'Service';
  return refs.flatMap((ref) =>
    [ref.name, ''].map((name) => permission(record.kind, record.namespace, ref.namespace, ref.kind || kind, name)),
  );
}

/** name '': every object of the kind. */
function permission(fromKind: string, fromNamespace: string, namespace: string, kind: string, name: string): string {
  return `${fromKind} in ${fromNamespace} to ${kind} ${namespace}/${name}`;
}

function foreignRefs(record: RouteRecord | GatewayRecord): ObjectRef[] {
  const refs =
    record.kind === 'Gateway' ? record.listeners.flatMap((listener) => listener.certificateRefs) : backendRefs(record);
  return refs.filter(({ namespace }) => namespace !== '' && namespace !== record.namespace);
}

export const ENTRY_RELATIONS: readonly Relation[] = [
  ingressService,
  ingressClass,
  gatewayClass,
  routeGateway,
  routeService,
  grantPermits,
];
