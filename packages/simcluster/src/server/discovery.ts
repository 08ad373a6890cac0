import { apiVersionOf, type ResourceType } from '../store/resources.js';

const verbs = ['get', 'list', 'watch'];

/** APIVersions at /api. */
export function coreVersions(address: string): object {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }],
  };
}

/** APIGroupList at /apis. */
export function groupList(types: readonly ResourceType[]): object {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groupNames(types).map((name) => group(types, name)) };
}

/** APIGroup at /apis/GROUP, or null when no resource of it is served. */
export function groupOf(types: readonly ResourceType[], name: string): object | null {
  return groupNames(types).includes(name) ? { kind: 'APIGroup', apiVersion: 'v1', ...group(types, name) } : null;
}

/** APIResourceList of one group and version, or null. */
export function resourceList(types: readonly ResourceType[], groupName: string, version: string): object | null {
  const members = types.filter((type) => type.group === groupName && type.version === version);
  const [first] = members;
  if (!first) return null;
  return {
    kind: 'APIResourceList',
    ...(groupName === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: apiVersionOf(first),
    resources: members.map((type) => ({
      name: type.plural,
      singularName: type.singular,
      namespaced: type.namespaced,
      kind: type.kind,
      verbs,
      ...(type.shortNames.length > 0 ? { shortNames: type.shortNames } : {}),
    })),
  };
}

/** APIGroupDiscoveryList v2: the core group where `core`, else all others. */
export function aggregated(types: readonly ResourceType[], core: boolean): object {
  const names = core ? [''] : groupNames(types);
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: names.map((name) => ({
      metadata: { ...(name === '' ? {} : { name }), creationTimestamp: null },
      versions: versionsOf(types, name).map((version) => ({
        version,
        freshness: 'Current',
        resources: types.filter((type) => type.group === name && type.version === version).map(aggregatedResource),
      })),
    })),
  };
}

function aggregatedResource({
  plural,
  singular,
  kind,
  group: groupName,
  version,
  namespaced,
  shortNames,
}: ResourceType): object {
  return {
    resource: plural,
    responseKind: { group: groupName, version, kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs,
    ...(shortNames.length > 0 ? { shortNames } : {}),
  };
}

function group(types: readonly ResourceType[], name: string): object {
  const versions = versionsOf(types, name).map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions, preferredVersion: versions[0] };
}

function groupNames(types: readonly ResourceType[]): string[] {
  return [...new Set(types.map((type) => type.group))].filter((name) => name !== '').sort();
}

/** Stable versions first. */
function versionsOf(types: readonly ResourceType[], name: string): string[] {
  const versions = new Set(types.filter((type) => type.group === name).map((type) => type.version));
  return [...versions].sort((a, b) => a.length - b.length || a.localeCompare(b));
}
