/** The words that stand on the map itself, per language. Kubernetes' own terms stay English. */
export interface Words {
  readonly number: (count: number) => string;
  readonly nodeNetwork: string;
  readonly prefixUnknown: string;
  readonly nodeNetworkShort: string;
  readonly controlPlane: string;
  readonly worker: string;
  readonly ready: string;
  readonly notReady: string;
  readonly readyUnknown: string;
  readonly bridge: string;
  readonly bridgeUnknown: string;
  readonly viaNode: string;
  readonly overlayUnknown: string;
  readonly serviceRange: string;
  readonly serviceSentence: string;
  readonly withoutAddress: string;
  readonly outside: string;
  readonly noPods: string;
  readonly unusedLot: string;
  readonly zone: string;
  readonly howToRead: string;
  readonly hostPods: (count: number) => string;
  readonly free: (free: number, of: number) => string;
  readonly guessed: (pods: number) => string;
  readonly freeShort: (free: number) => string;
  readonly services: (count: number) => string;
  readonly moreServices: (count: number) => string;
  readonly servicesInUse: (count: number, of: string) => string;
  readonly regionCounts: (nodes: number, pods: number, used: number, all: number) => string;
  readonly blocks: (used: number, all: number) => string;
  readonly unusedBlocks: (count: number) => string;
  readonly pods: (count: number) => string;
  readonly podsOf: (count: number, owner: string) => string;
  readonly oneOf: (what: 'districts' | 'nodes' | 'node', prefix: string) => string;
  readonly trouble: (pods: number, sick: number, nodes: number) => string;
  readonly nodesNotReady: string;
  readonly failing: string;
  readonly podsNotReady: string;
  readonly podsPerNode: string;
}

const en = (count: number) => grouped(count, ',');
const nl = (count: number) => grouped(count, '.');

/** Digits in threes; Intl is too slow to ask in every frame. */
function grouped(count: number, separator: string): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, separator);
}

export const WORDS: Readonly<Record<'en' | 'nl', Words>> = {
  en: {
    number: en,
    nodeNetwork: 'Node network',
    prefixUnknown: 'prefix length unknown: the Kubernetes API does not hold it',
    nodeNetworkShort: 'node network, eth0',
    controlPlane: 'control plane',
    worker: 'worker',
    ready: 'Ready',
    notReady: 'NotReady',
    readyUnknown: 'no Ready condition',
    bridge: 'bridge',
    bridgeUnknown: 'no bridge known',
    viaNode: 'no overlay: via node',
    overlayUnknown: 'overlay unknown',
    serviceRange: 'Service range',
    serviceSentence: 'on no interface: kube-proxy on each node rewrites these addresses to a pod’s',
    withoutAddress: 'without address',
    outside: 'outside every known range',
    noPods: 'no pod has an address yet',
    unusedLot: 'empty',
    zone: 'zone',
    howToRead: 'How to read it',
    hostPods: (count) => `${en(count)} host ${count === 1 ? 'pod' : 'pods'}`,
    free: (free, of) => `${en(free)} of ${en(of)} free`,
    guessed: (pods) => `${en(pods)} ${pods === 1 ? 'pod' : 'pods'} · inferred`,
    freeShort: (free) => `${en(free)} free`,
    services: (count) => `${en(count)} ${count === 1 ? 'Service' : 'Services'}`,
    moreServices: (count) => `${en(count)} more`,
    servicesInUse: (count, of) => `${en(count)} of ${of} in use`,
    regionCounts: (nodes, pods, used, all) =>
      `${en(nodes)} nodes · ${en(pods)} pods · ${en(used)} of ${en(all)} blocks`,
    blocks: (used, all) => `${en(used)} of ${en(all)} blocks`,
    unusedBlocks: (count) => `${en(count)} blocks, none in use`,
    pods: (count) => `${en(count)} ${count === 1 ? 'pod' : 'pods'}`,
    podsOf: (count, owner) => `${en(count)} ${owner} ${count === 1 ? 'pod' : 'pods'}`,
    oneOf: (what, prefix) => (what === 'node' ? `one node, one ${prefix}` : `16 ${what}, one ${prefix}`),
    trouble: (pods, sick, nodes) => `${en(pods)} failing pods on ${en(sick)} of ${en(nodes)} nodes`,
    nodesNotReady: 'nodes not ready',
    failing: 'failing pods, size by number',
    podsNotReady: 'pods not ready',
    podsPerNode: 'pods',
  },
  nl: {
    number: nl,
    nodeNetwork: 'Nodenetwerk',
    prefixUnknown: 'prefixlengte onbekend: de Kubernetes-API bevat die niet',
    nodeNetworkShort: 'nodenetwerk, eth0',
    controlPlane: 'control plane',
    worker: 'worker',
    ready: 'Ready',
    notReady: 'NotReady',
    readyUnknown: 'geen conditie Ready',
    bridge: 'bridge',
    bridgeUnknown: 'geen bridge bekend',
    viaNode: 'geen overlay: via node',
    overlayUnknown: 'overlay onbekend',
    serviceRange: 'Servicebereik',
    serviceSentence: 'op geen interface: kube-proxy herschrijft deze adressen op elke node naar dat van een pod',
    withoutAddress: 'zonder adres',
    outside: 'buiten elk bekend bereik',
    noPods: 'nog geen pod heeft een adres',
    unusedLot: 'leeg',
    zone: 'zone',
    howToRead: 'Zo lees je het',
    hostPods: (count) => `${nl(count)} host-${count === 1 ? 'pod' : 'pods'}`,
    free: (free, of) => `${nl(free)} van ${nl(of)} vrij`,
    guessed: (pods) => `${nl(pods)} ${pods === 1 ? 'pod' : 'pods'} · afgeleid`,
    freeShort: (free) => `${nl(free)} vrij`,
    services: (count) => `${nl(count)} ${count === 1 ? 'Service' : 'Services'}`,
    moreServices: (count) => `nog ${nl(count)}`,
    servicesInUse: (count, of) => `${nl(count)} van ${of} in gebruik`,
    regionCounts: (nodes, pods, used, all) =>
      `${nl(nodes)} nodes · ${nl(pods)} pods · ${nl(used)} van ${nl(all)} blokken`,
    blocks: (used, all) => `${nl(used)} van ${nl(all)} blokken`,
    unusedBlocks: (count) => `${nl(count)} blokken, geen in gebruik`,
    pods: (count) => `${nl(count)} ${count === 1 ? 'pod' : 'pods'}`,
    podsOf: (count, owner) => `${nl(count)} ${owner}-${count === 1 ? 'pod' : 'pods'}`,
    oneOf: (what, prefix) =>
      what === 'node' ? `één node, één ${prefix}` : `16 ${what === 'nodes' ? 'nodes' : 'districten'}, één ${prefix}`,
    trouble: (pods, sick, nodes) => `${nl(pods)} falende pods op ${nl(sick)} van ${nl(nodes)} nodes`,
    nodesNotReady: 'nodes niet ready',
    failing: 'falende pods, grootte naar aantal',
    podsNotReady: 'pods niet ready',
    podsPerNode: 'pods',
  },
};
