import type { LoadBalancerIngress, ServicePort, ServiceRecord } from '@netkaart/topology';
import { child, FieldError, flag, integer, list, sortedTexts, text, texts, type Json } from './fields.js';
import { maybeLabels } from './meta.js';
import { port, portOrName, protocol, requiredPort } from './ports.js';
import type { Read } from './read.js';

const TYPES: ReadonlySet<string> = new Set(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']);

/** externalIPs and loadBalancerSourceRanges are sorted; cluster IPs, families and ports keep their order. */
export const readService: Read<ServiceRecord> = (meta, object, intern) => {
  const spec = child(object, 'spec');
  const type = serviceType(spec);
  const selector = maybeLabels(spec, 'selector');
  return {
    kind: 'Service',
    ...meta,
    type,
    clusterIPs: clusterIPs(spec, type),
    ipFamilies: intern(texts(spec, 'ipFamilies')),
    ipFamilyPolicy: intern(text(spec, 'ipFamilyPolicy')),
    selector: selector === null || Object.keys(selector).length === 0 ? null : intern(selector),
    ports: intern(list(spec, 'ports', servicePort)),
    externalName: text(spec, 'externalName'),
    externalIPs: sortedTexts(spec, 'externalIPs'),
    loadBalancer: list(child(child(object, 'status'), 'loadBalancer'), 'ingress', loadBalancerIngress),
    loadBalancerClass: text(spec, 'loadBalancerClass'),
    loadBalancerSourceRanges: sortedTexts(spec, 'loadBalancerSourceRanges'),
    externalTrafficPolicy: text(spec, 'externalTrafficPolicy', isExternal(type) ? 'Cluster' : ''),
    internalTrafficPolicy: text(spec, 'internalTrafficPolicy', type === 'ExternalName' ? '' : 'Cluster'),
    trafficDistribution: text(spec, 'trafficDistribution'),
    sessionAffinity: text(spec, 'sessionAffinity', 'None'),
    sessionAffinityTimeoutSeconds: affinityTimeout(spec),
    publishNotReadyAddresses: flag(spec, 'publishNotReadyAddresses', false),
    allocateLoadBalancerNodePorts: flag(spec, 'allocateLoadBalancerNodePorts', true),
    healthCheckNodePort: port(spec, 'healthCheckNodePort'),
  };
};

function serviceType(spec: Json): ServiceRecord['type'] {
  const type = text(spec, 'type', 'ClusterIP');
  if (!TYPES.has(type)) throw new FieldError(spec, 'type', `is "${type}", not ${[...TYPES].join(', ')}`);
  return type as ServiceRecord['type'];
}

function isExternal(type: ServiceRecord['type']): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}

function clusterIPs(spec: Json, type: ServiceRecord['type']): string[] {
  if (type === 'ExternalName') return [];
  const all = texts(spec, 'clusterIPs');
  const single = text(spec, 'clusterIP');
  return all.length === 0 && single !== '' ? [single] : all;
}

function servicePort(item: Json): ServicePort {
  const number = requiredPort(item, 'port');
  return {
    name: text(item, 'name'),
    protocol: protocol(item),
    port: number,
    targetPort: portOrName(item, 'targetPort') ?? number,
    nodePort: port(item, 'nodePort'),
    appProtocol: text(item, 'appProtocol'),
  };
}

function loadBalancerIngress(item: Json): LoadBalancerIngress {
  return { ip: text(item, 'ip'), hostname: text(item, 'hostname'), ipMode: text(item, 'ipMode') };
}

function affinityTimeout(spec: Json): number | null {
  return integer(child(child(spec, 'sessionAffinityConfig'), 'clientIP'), 'timeoutSeconds');
}
