import { metaOf } from './meta-fields.js';
import { endpointOf, servicePortOf } from './format.js';
import type { FieldTable } from './field.js';

export const SERVICE_FIELDS: FieldTable<'Service'> = {
  ...metaOf<'Service'>(),
  type: { path: 'spec.type' },
  clusterIPs: { path: 'spec.clusterIPs' },
  ipFamilies: { path: 'spec.ipFamilies' },
  ipFamilyPolicy: { path: 'spec.ipFamilyPolicy' },
  selector: { path: 'spec.selector' },
  ports: { path: 'spec.ports', show: (ports) => ports.map(servicePortOf) },
  externalName: { path: 'spec.externalName' },
  externalIPs: { path: 'spec.externalIPs' },
  loadBalancer: {
    path: 'status.loadBalancer.ingress',
    show: (entries) =>
      entries.map(({ ip, hostname, ipMode }) => [ip, hostname, ipMode && `(${ipMode})`].filter(Boolean).join(' ')),
  },
  loadBalancerClass: { path: 'spec.loadBalancerClass' },
  loadBalancerSourceRanges: { path: 'spec.loadBalancerSourceRanges' },
  externalTrafficPolicy: { path: 'spec.externalTrafficPolicy' },
  internalTrafficPolicy: { path: 'spec.internalTrafficPolicy' },
  trafficDistribution: { path: 'spec.trafficDistribution' },
  sessionAffinity: { path: 'spec.sessionAffinity' },
  sessionAffinityTimeoutSeconds: { path: 'spec.sessionAffinityConfig.clientIP.timeoutSeconds' },
  publishNotReadyAddresses: { path: 'spec.publishNotReadyAddresses' },
  allocateLoadBalancerNodePorts: { path: 'spec.allocateLoadBalancerNodePorts' },
  healthCheckNodePort: { path: 'spec.healthCheckNodePort' },
};

export const ENDPOINT_SLICE_FIELDS: FieldTable<'EndpointSlice'> = {
  ...metaOf<'EndpointSlice'>(),
  service: {
    path: "metadata.labels['kubernetes.io/service-name']",
    links: (name, index, slice) => [index.byName('Service', slice.namespace, name)],
  },
  addressType: { path: 'addressType' },
  ports: {
    path: 'ports',
    show: (ports) =>
      ports.map(({ name, protocol, port, appProtocol }) =>
        [`${port ?? 'all ports'}/${protocol}`, name, appProtocol && `(${appProtocol})`].filter(Boolean).join(' '),
      ),
  },
  endpoints: {
    path: 'endpoints',
    show: (endpoints) => endpoints.map(endpointOf),
    links: (endpoints, index) => endpoints.map(({ target }) => (target === null ? undefined : index.find(target.uid))),
  },
};
