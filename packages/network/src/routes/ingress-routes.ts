import type { IngressBackend, IngressRecord } from '@netkaart/topology';
import { backendLink } from './backend.js';
import type { RouteEntry, RouteLink, RouteRule } from './graph.js';
import { servedBy } from './ingress-class.js';
import { type Remark, remark } from './remark.js';
import { byText, type Sources } from './sources.js';

/** Entries, rules and links of one kind of rule in one namespace. */
export interface RuleRoutes {
  readonly entries: readonly RouteEntry[];
  readonly rules: readonly RouteRule[];
  readonly links: readonly RouteLink[];
}

interface Claim {
  readonly ingress: IngressRecord;
  readonly className: string;
  readonly classRemark: Remark | null;
  readonly host: string;
  readonly match: string;
  readonly backend: IngressBackend;
  readonly path: string;
}

/**
 * The Ingresses of a namespace: one entry per class and host (`*` = any host), merged over Ingresses, one rule per path.
 * Where two claim the same host and path, the older one keeps it (as ingress-nginx does).
 */
export function ingressRoutes(namespace: string, sources: Sources): RuleRoutes {
  const claims = inAge(sources.records('Ingress', namespace)).flatMap((ingress) => claimsOf(ingress, sources));
  const owners = new Map<string, IngressRecord>();
  const rules = claims.map((claim) => ruleOf(claim, owners));
  const links = claims.flatMap((claim, index) => linkOf(claim, rules[index], sources));
  return { entries: entriesOf(claims), rules: rules.map(({ rule }) => rule), links };
}

/** Oldest first; of the same age by name. */
function inAge(ingresses: readonly IngressRecord[]): IngressRecord[] {
  return [...ingresses].sort((a, b) => a.createdAt - b.createdAt || byText(a.name, b.name));
}

function claimsOf(ingress: IngressRecord, sources: Sources): Claim[] {
  const { className, remark: classRemark } = servedBy(ingress, sources);
  const common = { ingress, className, classRemark };
  const paths = ingress.rules.flatMap((rule, ruleIndex) =>
    rule.paths.map((path, pathIndex) => ({
      ...common,
      host: rule.host || '*',
      match: matchText(path.path, path.pathType),
      backend: path.backend,
      path: `spec.rules[${ruleIndex}].http.paths[${pathIndex}].backend`,
    })),
  );
  if (!ingress.defaultBackend) return paths;
  const match = paths.length === 0 ? 'every request' : 'anything else';
  return [...paths, { ...common, host: '*', match, backend: ingress.defaultBackend, path: 'spec.defaultBackend' }];
}

function matchText(path: string, pathType: string): string {
  if (pathType === 'Exact') return `= ${path}`;
  return path === '' ? '/' : path;
}

const entryId = (claim: Claim): string => `ingress:${claim.ingress.namespace}/${claim.className}/${claim.host}`;

function entriesOf(claims: readonly Claim[]): RouteEntry[] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) groups.set(entryId(claim), [...(groups.get(entryId(claim)) ?? []), claim]);
  return [...groups].flatMap(([id, group]) => entryOf(id, group));
}

function entryOf(id: string, group: readonly Claim[]): RouteEntry[] {
  const [first] = group;
  if (!first) return [];
  const ingresses = [...new Set(group.map((claim) => claim.ingress))];
  const addresses = ingresses.flatMap((ingress) => ingress.addresses.map((address) => address.ip || address.hostname));
  const secure = ingresses.some((ingress) =>
    ingress.tls.some((tls) => tls.hosts.includes(first.host) || tls.hosts.length === 0),
  );
  return [
    {
      id,
      type: 'ingress',
      namespace: first.ingress.namespace,
      uids: ingresses.map((ingress) => ingress.uid),
      host: first.host,
      via: first.className === '' ? 'Ingress' : `Ingress ${first.className}`,
      addresses: [...new Set(addresses)],
      ports: secure ? [80, 443] : [80],
      nodes: null,
      waitingSince: null,
      nodePorts: [],
      remarks: first.classRemark ? [first.classRemark] : [],
      evidence: { uid: first.ingress.uid, path: 'spec.rules[].host' },
    },
  ];
}

interface Ruled {
  readonly rule: RouteRule;
  readonly shadowed: boolean;
}

function ruleOf(claim: Claim, owners: Map<string, IngressRecord>): Ruled {
  const { ingress } = claim;
  const place = `${entryId(claim)} ${claim.match}`;
  const owner = owners.get(place) ?? ingress;
  owners.set(place, owner);
  const twice = owner === ingress ? [] : [remark('claimed-twice', ingress.uid, claim.path, { other: owner.name })];
  const rule: RouteRule = {
    id: `rule:${ingress.namespace}/Ingress/${ingress.name}/${claim.path}`,
    kind: 'Ingress',
    uid: ingress.uid,
    namespace: ingress.namespace,
    name: ingress.name,
    match: claim.match,
    entries: [entryId(claim)],
    remarks: [...twice, ...resourceRemark(claim)],
    evidence: { uid: ingress.uid, path: claim.path },
  };
  return { rule, shadowed: owner !== ingress };
}

function resourceRemark({ backend, ingress, path }: Claim): Remark[] {
  const { resource, service } = backend;
  if (service || !resource) return [];
  return [remark('resource-backend', ingress.uid, `${path}.resource`, { kind: resource.kind, name: resource.name })];
}

/** The backend Service is in the Ingress' own namespace (networking/v1 types.go IngressServiceBackend). */
function linkOf(claim: Claim, ruled: Ruled | undefined, sources: Sources): RouteLink[] {
  const service = claim.backend.service;
  if (!service || !ruled || ruled.shadowed) return [];
  const evidence = { uid: claim.ingress.uid, path: `${claim.path}.service` };
  const backend = {
    namespace: claim.ingress.namespace,
    name: service.name,
    port: service.port,
    share: null,
    remarks: [],
  };
  return [backendLink(ruled.rule.id, backend, evidence, sources)];
}
