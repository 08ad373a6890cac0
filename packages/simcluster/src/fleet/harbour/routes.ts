import { timestamp } from '../../clock.js';
import { ingressClassObject } from '../../objects/cluster-scope.js';
import type { KubeObject } from '../../store/object.js';

const gatewayApi = 'gateway.networking.k8s.io';
const publicGateway = { group: gatewayApi, kind: 'Gateway', namespace: 'gateway-system', name: 'public' };
const envoyController = 'gateway.envoyproxy.io/gatewayclass-controller';

/** Path to Service, in its own namespace or `namespace/name`, and port. */
type Rule = readonly [path: string, service: string, port: number];

interface Entry {
  readonly namespace: string;
  readonly name: string;
  readonly host: string;
  readonly rules: readonly Rule[];
}

const httpRoutes: readonly (Entry & { readonly granted?: false })[] = [
  { namespace: 'media', name: 'img', host: 'img.harbour.example', rules: [['/', 'thumbs', 80]] },
  {
    namespace: 'shop',
    name: 'storefront',
    host: 'shop.harbour.example',
    rules: [
      ['/', 'storefront', 80],
      ['/api', 'api', 80],
      ['/cart', 'cart', 80],
    ],
  },
  { namespace: 'shop', name: 'checkout', host: 'pay.harbour.example', rules: [['/pay', 'payments/pay-api', 443]] },
  {
    namespace: 'staging',
    name: 'preview',
    host: 'preview.harbour.example',
    granted: false,
    rules: [
      ['/', 'storefront', 80],
      ['/pay', 'payments/pay-api', 443],
    ],
  },
];

const ingresses: readonly Entry[] = [
  {
    namespace: 'accounts',
    name: 'accounts',
    host: 'accounts.harbour.example',
    rules: [
      ['/', 'web', 80],
      ['/api', 'api', 80],
    ],
  },
  {
    namespace: 'monitoring',
    name: 'grafana',
    host: 'grafana.harbour.example',
    rules: [
      ['/', 'grafana', 80],
      ['/prometheus', 'prometheus', 9090],
    ],
  },
  { namespace: 'orders', name: 'orders', host: 'orders.harbour.example', rules: [['/', 'intake', 80]] },
  { namespace: 'reports', name: 'reports', host: 'reports.harbour.example', rules: [['/', 'api', 80]] },
  {
    namespace: 'search',
    name: 'search',
    host: 'search.harbour.example',
    rules: [
      ['/', 'query', 80],
      ['/suggest', 'suggest', 80],
    ],
  },
  {
    namespace: 'staging',
    name: 'staging',
    host: 'staging.harbour.example',
    rules: [
      ['/', 'storefront', 80],
      ['/api', 'accounts-api', 80],
      ['/basket', 'basket', 80],
      ['/render', 'render', 8081],
    ],
  },
  {
    namespace: 'staging',
    name: 'kiosk',
    host: 'kiosk.staging.harbour.example',
    rules: [
      ['/', 'kiosk', 80],
      ['/pay', 'pay-api', 80],
    ],
  },
];

/** Everything that leads in: Gateway with its routes and grants, Ingresses with their class. */
export function entryObjects(oldMs: number): KubeObject[] {
  return [
    ingressClassObject('nginx', 'k8s.io/ingress-nginx', true, oldMs),
    gatewayClass(oldMs),
    gateway(oldMs),
    ...httpRoutes.map((route) => httpRoute(route, route.granted ?? true, oldMs)),
    referenceGrant(oldMs),
    ...ingresses.map((entry) => ingress(entry, oldMs)),
  ];
}

function gatewayClass(oldMs: number): KubeObject {
  return {
    apiVersion: `${gatewayApi}/v1`,
    kind: 'GatewayClass',
    metadata: { name: 'envoy', creationTimestamp: timestamp(oldMs) },
    spec: { controllerName: envoyController },
    status: { conditions: [condition('Accepted', true, 'Accepted', oldMs)] },
  };
}

function gateway(oldMs: number): KubeObject {
  const listeners = ['img', 'pay', 'preview', 'shop'].map((name) => ({
    name,
    hostname: `${name}.harbour.example`,
    port: 443,
    protocol: 'HTTPS',
    tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: `${name}-tls` }] },
    allowedRoutes: { namespaces: { from: 'All' } },
  }));
  const conditions = [
    condition('Accepted', true, 'Accepted', oldMs),
    condition('Programmed', true, 'Programmed', oldMs),
  ];
  return {
    apiVersion: `${gatewayApi}/v1`,
    kind: 'Gateway',
    metadata: { name: 'public', namespace: 'gateway-system', creationTimestamp: timestamp(oldMs) },
    spec: { gatewayClassName: 'envoy', listeners },
    status: {
      addresses: [{ type: 'IPAddress', value: '203.0.113.10' }],
      conditions,
      listeners: listeners.map(({ name }) => ({
        name,
        attachedRoutes: 1,
        supportedKinds: [{ group: gatewayApi, kind: 'HTTPRoute' }],
        conditions,
      })),
    },
  };
}

function httpRoute({ namespace, name, host, rules }: Entry, granted: boolean, oldMs: number): KubeObject {
  const parentRef = { ...publicGateway, sectionName: host.split('.')[0] };
  return {
    apiVersion: `${gatewayApi}/v1`,
    kind: 'HTTPRoute',
    metadata: { name, namespace, creationTimestamp: timestamp(oldMs) },
    spec: {
      parentRefs: [parentRef],
      hostnames: [host],
      rules: rules.map(([path, service, port]) => ({
        matches: [{ path: { type: 'PathPrefix', value: path } }],
        backendRefs: [{ group: '', kind: 'Service', weight: 1, ...serviceRef(service), port }],
      })),
    },
    status: {
      parents: [
        {
          parentRef,
          controllerName: envoyController,
          conditions: [
            condition('Accepted', true, 'Accepted', oldMs),
            condition('ResolvedRefs', granted, granted ? 'ResolvedRefs' : 'RefNotPermitted', oldMs),
          ],
        },
      ],
    },
  };
}

function serviceRef(service: string): { name: string; namespace?: string } {
  const [first = '', second] = service.split('/');
  return second === undefined ? { name: first } : { name: second, namespace: first };
}

/** Lets routes of shop, and of nobody else, lead to payments/pay-api. */
function referenceGrant(oldMs: number): KubeObject {
  return {
    apiVersion: `${gatewayApi}/v1beta1`,
    kind: 'ReferenceGrant',
    metadata: { name: 'allow-shop', namespace: 'payments', creationTimestamp: timestamp(oldMs) },
    spec: {
      from: [{ group: gatewayApi, kind: 'HTTPRoute', namespace: 'shop' }],
      to: [{ group: '', kind: 'Service', name: 'pay-api' }],
    },
  };
}

function ingress({ namespace, name, host, rules }: Entry, oldMs: number): KubeObject {
  const paths = rules.map(([path, service, port]) => ({
    path,
    pathType: 'Prefix',
    backend: { service: { name: service, port: { number: port } } },
  }));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace, creationTimestamp: timestamp(oldMs) },
    spec: {
      ingressClassName: 'nginx',
      tls: [{ hosts: [host], secretName: `${name}-tls` }],
      rules: [{ host, http: { paths } }],
    },
    status: { loadBalancer: { ingress: [{ ip: '203.0.113.11' }] } },
  };
}

function condition(type: string, met: boolean, reason: string, sinceMs: number): object {
  const lastTransitionTime = timestamp(sinceMs);
  return { type, status: met ? 'True' : 'False', reason, message: '', observedGeneration: 1, lastTransitionTime };
}
