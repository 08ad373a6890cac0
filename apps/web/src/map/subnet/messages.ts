/** Texts of the title and legend keys of the subnet map, for the shell's catalogue. ICU. */
export const SUBNET_MESSAGES = {
  en: {
    'title.subnet.empty': 'no pod has an address yet',
    'title.subnet.cards':
      'pod range · {used, number} of {total, number} node subnets in use · {taken, number} of {places, number} pod addresses taken',
    'title.subnet.blocks':
      'pod range · {used, number} of {total, number} blocks in use · {all, number} of {all, number} pods: {here, number} here, {host, number} on host network, {without, number} without address',
    'title.subnet.blocks-outside':
      'pod range · {used, number} of {total, number} blocks in use · {all, number} of {all, number} pods: {here, number} here, {host, number} on host network, {without, number} without address, {outside, number} outside',
    'title.subnet.provinces':
      '{used, number} of {total, number} node subnets in use · {here, number} of {all, number} pods at their addresses',
    'legend.running': 'running',
    'legend.pending': 'not ready',
    'legend.failing': 'failing',
    'legend.unknown': 'unknown',
    'legend.leaving': 'leaving',
    'legend.nodeNotReady': 'node not ready',
    'legend.nearlyFull': 'block nearly full',
    'legend.free': 'free',
    'legend.interface': 'node interface',
    'legend.tunnelEnd': 'tunnel end, .0 of its subnet',
    'legend.bridge': 'bridge and gateway, .1',
    'legend.overlay': 'overlay, carried inside eth0',
    'legend.other': 'other',
    'legend.policy-none': 'no policy: open',
    'legend.policy-ingress': 'ingress only',
    'legend.policy-egress': 'egress only',
    'legend.policy-both': 'ingress and egress',
    'legend.age-0': 'under an hour',
    'legend.age-1': 'under a day',
    'legend.age-2': 'under a week',
    'legend.age-3': 'under a month',
    'legend.age-4': 'older',
  },
  nl: {
    'title.subnet.empty': 'nog geen pod heeft een adres',
    'title.subnet.cards':
      'podbereik · {used, number} van {total, number} nodesubnetten in gebruik · {taken, number} van {places, number} podadressen bezet',
    'title.subnet.blocks':
      'podbereik · {used, number} van {total, number} blokken in gebruik · {all, number} van {all, number} pods: {here, number} hier, {host, number} op het hostnetwerk, {without, number} zonder adres',
    'title.subnet.blocks-outside':
      'podbereik · {used, number} van {total, number} blokken in gebruik · {all, number} van {all, number} pods: {here, number} hier, {host, number} op het hostnetwerk, {without, number} zonder adres, {outside, number} erbuiten',
    'title.subnet.provinces':
      '{used, number} van {total, number} nodesubnetten in gebruik · {here, number} van {all, number} pods op hun adres',
    'legend.running': 'draait',
    'legend.pending': 'niet gereed',
    'legend.failing': 'faalt',
    'legend.unknown': 'onbekend',
    'legend.leaving': 'vertrekt',
    'legend.nodeNotReady': 'node niet gereed',
    'legend.nearlyFull': 'blok bijna vol',
    'legend.free': 'vrij',
    'legend.interface': 'node-interface',
    'legend.tunnelEnd': 'tunneleinde, .0 van zijn subnet',
    'legend.bridge': 'bridge en gateway, .1',
    'legend.overlay': 'overlay, door eth0 gedragen',
    'legend.other': 'overige',
    'legend.policy-none': 'geen policy: open',
    'legend.policy-ingress': 'alleen ingress',
    'legend.policy-egress': 'alleen egress',
    'legend.policy-both': 'ingress en egress',
    'legend.age-0': 'korter dan een uur',
    'legend.age-1': 'korter dan een dag',
    'legend.age-2': 'korter dan een week',
    'legend.age-3': 'korter dan een maand',
    'legend.age-4': 'ouder',
  },
} as const;
