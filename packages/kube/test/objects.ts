import type { Kind } from '@netkaart/topology';

/** A valid object of each kind as an API server sends it in a list, with every field that a record takes from it. */
export const OBJECTS: { readonly [K in Kind]: object } = {
  Namespace: { metadata: meta('shop', ''), status: { phase: 'Active' } },
  Node: {
    metadata: {
      ...meta('worker1', ''),
      annotations: {
        'flannel.alpha.coreos.com/backend-type': 'vxlan',
        'flannel.alpha.coreos.com/public-ip': '192.168.1.11',
        'k3s.io/node-args':
          '["server","--cluster-cidr","10.42.0.0/16","--flannel-backend=host-gw","--disable-network-policy","--token","********"]',
        'k3s.io/node-env': '{"K3S_TOKEN":"canary"}',
        'projectcalico.org/IPv4Address': '192.168.1.11/24',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
    },
    spec: { podCIDR: '10.244.1.0/24', podCIDRs: ['10.244.1.0/24', 'fd00:1::/64'], unschedulable: true },
    status: {
      addresses: [
        { type: 'InternalIP', address: '192.168.1.11' },
        { type: 'Hostname', address: 'worker1' },
      ],
      allocatable: { cpu: '4', pods: '110' },
      conditions: [
        { type: 'MemoryPressure', status: 'False', lastHeartbeatTime: '2026-01-31T12:00:00Z' },
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          message: 'kubelet is posting ready status',
          lastHeartbeatTime: '2026-01-31T12:00:00Z',
          lastTransitionTime: '2026-01-31T11:00:00Z',
        },
      ],
      nodeInfo: { kubeletVersion: 'v1.36.3', machineID: 'canary' },
    },
  },
  Pod: {
    metadata: {
      ...meta('web-578c989b88-9plzz'),
      ownerReferences: [
        { kind: 'Other', name: 'other', uid: 'other' },
        { kind: 'ReplicaSet', name: 'web-578c989b88', uid: 'rs-uid', controller: true },
      ],
      managedFields: [{ manager: 'canary' }],
    },
    spec: {
      nodeName: 'worker1',
      hostname: 'web-0',
      subdomain: 'web',
      dnsPolicy: 'None',
      dnsConfig: {
        nameservers: ['10.96.0.10'],
        searches: ['svc.cluster.local'],
        options: [{ name: 'ndots', value: '2' }, { name: 'edns0' }],
      },
      initContainers: [{ name: 'proxy', restartPolicy: 'Always', ports: [{ containerPort: 15_090 }] }],
      containers: [
        {
          name: 'web',
          args: ['--password=canary'],
          env: [{ name: 'SECRET', value: 'canary' }],
          ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP', hostPort: 80 }],
        },
        { name: 'quiet' },
      ],
    },
    status: {
      phase: 'Running',
      podIPs: [{ ip: '10.244.1.102' }, { ip: 'fd00:1::66' }],
      conditions: [{ type: 'Ready', status: 'False' }],
      containerStatuses: [{ name: 'web', state: { waiting: { reason: 'CrashLoopBackOff' } } }],
    },
  },
  Service: {
    metadata: meta('web'),
    spec: {
      type: 'LoadBalancer',
      clusterIP: '10.96.7.1',
      clusterIPs: ['10.96.7.1'],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      selector: { app: 'web' },
      ports: [
        { name: 'http', port: 80, targetPort: 'http', nodePort: 30_080, appProtocol: 'http' },
        { name: 'dns', protocol: 'UDP', port: 53 },
      ],
      externalIPs: ['198.51.100.9', '198.51.100.10'],
      loadBalancerClass: 'example.com/lb',
      loadBalancerSourceRanges: ['203.0.113.0/24', '198.51.100.0/24'],
      externalTrafficPolicy: 'Local',
      healthCheckNodePort: 31_000,
      trafficDistribution: 'PreferClose',
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 600 } },
      publishNotReadyAddresses: true,
      allocateLoadBalancerNodePorts: false,
    },
    status: { loadBalancer: { ingress: [{ ip: '203.0.113.7', ipMode: 'VIP' }] } },
  },
  EndpointSlice: {
    metadata: { ...meta('web-abcde'), labels: { 'kubernetes.io/service-name': 'web' } },
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080 }],
    endpoints: [
      {
        addresses: ['10.244.2.81'],
        conditions: { ready: false, serving: true, terminating: true },
        hostname: 'web-1',
        nodeName: 'worker2',
        zone: 'b',
        targetRef: { kind: 'Pod', namespace: 'shop', name: 'web-1', uid: 'pod-1' },
        hints: { forZones: [{ name: 'b' }, { name: 'a' }], forNodes: [{ name: 'worker2' }] },
      },
      { addresses: ['10.244.1.102'], conditions: {} },
    ],
  },
  Ingress: {
    metadata: {
      ...meta('web'),
      annotations: {
        'kubernetes.io/ingress.class': 'nginx',
        'nginx.ingress.kubernetes.io/rewrite-target': '/$1',
        'nginx.ingress.kubernetes.io/auth-secret': 'canary',
      },
    },
    spec: {
      defaultBackend: { resource: { apiGroup: 'k8s.example.com', kind: 'StorageBucket', name: 'static' } },
      rules: [
        {
          host: 'shop.example',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } },
              { path: '/api', backend: { service: { name: 'api', port: { name: 'http' } } } },
            ],
          },
        },
      ],
      tls: [{ hosts: ['www.shop.example', 'shop.example'], secretName: 'shop-tls' }],
    },
    status: { loadBalancer: { ingress: [{ ip: '203.0.113.8' }] } },
  },
  IngressClass: {
    metadata: { ...meta('nginx', ''), annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
    spec: { controller: 'k8s.io/ingress-nginx' },
  },
  Gateway: {
    metadata: meta('edge'),
    spec: {
      gatewayClassName: 'envoy',
      addresses: [{ value: '203.0.113.9' }],
      listeners: [
        {
          name: 'https',
          hostname: '*.shop.example',
          port: 443,
          protocol: 'HTTPS',
          tls: { certificateRefs: [{ name: 'shop-tls' }] },
          allowedRoutes: {
            namespaces: { from: 'Selector', selector: { matchLabels: { shared: 'yes' } } },
            kinds: [{ kind: 'HTTPRoute' }],
          },
        },
        { name: 'http', port: 80, protocol: 'HTTP' },
      ],
    },
    status: {
      addresses: [{ type: 'IPAddress', value: '203.0.113.9' }],
      conditions: [{ type: 'Programmed', status: 'True' }],
      listeners: [{ name: 'https', attachedRoutes: 2 }],
    },
  },
  GatewayClass: {
    metadata: meta('envoy', ''),
    spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
    status: { conditions: [{ type: 'Accepted', status: 'True' }] },
  },
  HTTPRoute: {
    metadata: meta('shop'),
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'infra', sectionName: 'https', port: 443 }],
      hostnames: ['www.shop.example', 'shop.example'],
      rules: [
        {
          name: 'api',
          matches: [
            {
              path: { type: 'Exact', value: '/api' },
              method: 'GET',
              headers: [{ name: 'x-canary', value: '1' }],
              queryParams: [{ type: 'RegularExpression', name: 'v', value: '\\d+' }],
            },
          ],
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
          backendRefs: [
            { name: 'api', port: 80, weight: 9 },
            { name: 'api-2', namespace: 'other', port: 80 },
          ],
        },
        { backendRefs: [{ name: 'web', port: 80 }] },
      ],
    },
    status: {
      parents: [
        {
          parentRef: { name: 'edge', namespace: 'infra' },
          controllerName: 'x',
          conditions: [
            { type: 'Accepted', status: 'True', reason: 'Accepted' },
            { type: 'ResolvedRefs', status: 'False', reason: 'RefNotPermitted' },
          ],
        },
      ],
    },
  },
  GRPCRoute: {
    metadata: meta('calls'),
    spec: {
      parentRefs: [{ name: 'edge' }],
      rules: [
        { matches: [{ method: { service: 'shop.Cart', method: 'Add' } }], backendRefs: [{ name: 'cart', port: 9000 }] },
      ],
    },
  },
  TLSRoute: {
    metadata: meta('tls'),
    spec: { hostnames: ['db.example'], rules: [{ name: 'db', backendRefs: [{ name: 'db', port: 5432 }] }] },
  },
  TCPRoute: { metadata: meta('tcp'), spec: { rules: [{ backendRefs: [{ name: 'db', port: 5432 }] }] } },
  ReferenceGrant: {
    metadata: meta('grant'),
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }],
      to: [
        { group: '', kind: 'Service', name: 'web' },
        { group: '', kind: 'Service' },
      ],
    },
  },
  NetworkPolicy: {
    metadata: meta('deny-from-other-namespaces'),
    spec: {
      podSelector: {
        matchLabels: { app: 'web' },
        matchExpressions: [{ key: 'tier', operator: 'In', values: ['b', 'a'] }],
      },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.2.0.0/16', '10.1.0.0/16'] } }],
          ports: [{ port: 'http' }, { protocol: 'UDP', port: 53, endPort: 60 }],
        },
        {},
      ],
      egress: [{ to: [], ports: [{}] }],
    },
  },
  ClusterNetworkPolicy: {
    metadata: meta('guard', ''),
    spec: {
      tier: 'Admin',
      priority: 10,
      subject: { namespaces: {} },
      ingress: [
        {
          name: 'in',
          action: 'Deny',
          from: [{ namespaces: { matchLabels: { a: 'b' } } }],
          protocols: [{ tcp: { destinationPort: { number: 80 } } }],
        },
      ],
      egress: [{ action: 'Accept', to: [{ networks: ['0.0.0.0/0'] }] }],
    },
  },
  AdminNetworkPolicy: {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    metadata: meta('guard', ''),
    spec: {
      priority: 5,
      subject: { pods: {} },
      ingress: [{ action: 'Pass', from: [], ports: [{ portNumber: { protocol: 'TCP', port: 80 } }] }],
    },
  },
  BaselineAdminNetworkPolicy: {
    metadata: meta('default', ''),
    spec: { subject: { namespaces: {} }, egress: [{ action: 'Deny', to: [{ namespaces: {} }] }] },
  },
  ServiceCIDR: {
    metadata: meta('kubernetes', ''),
    spec: { cidrs: ['10.96.0.0/16', 'fd00:96::/112'] },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  },
  IPPool: {
    metadata: meta('default-ipv4', ''),
    spec: {
      cidr: '10.10.0.0/16',
      blockSize: 26,
      ipipMode: 'Never',
      vxlanMode: 'CrossSubnet',
      natOutgoing: true,
      nodeSelector: 'all()',
    },
  },
  AddressBlock: {
    metadata: meta('10-10-3-64-26', ''),
    spec: {
      cidr: '10.10.3.64/26',
      affinity: 'host:worker1',
      allocations: [0, null],
      attributes: [{ secondary: { pod: 'canary' } }],
    },
  },
};

function meta(name: string, namespace = 'shop') {
  return {
    name,
    ...(namespace === '' ? {} : { namespace }),
    uid: `uid-of-${name}`,
    resourceVersion: '17',
    generation: 3,
    creationTimestamp: '2026-01-31T12:00:00Z',
    labels: { b: '2', a: '1' },
  };
}
