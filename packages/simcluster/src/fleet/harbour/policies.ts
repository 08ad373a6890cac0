import { timestamp } from '../../clock.js';
import type { KubeObject } from '../../store/object.js';

type Json = Readonly<Record<string, unknown>>;

/** The 31 policies of harbour: 30 NetworkPolicies and a ClusterNetworkPolicy. */
export function policyObjects(oldMs: number, recentMs: number): KubeObject[] {
  const policies = [...payments(), ...shop(), ...others()];
  return [
    ...policies.map(([namespace, name, spec]) =>
      networkPolicy(namespace, name, spec, name === 'pos-from-nodes' ? recentMs : oldMs),
    ),
    paymentsStayInside(oldMs),
  ];
}

type Policy = readonly [namespace: string, name: string, spec: Json];

const app = (...names: string[]): Json =>
  names.length === 1
    ? { matchLabels: { app: names[0] } }
    : { matchExpressions: [{ key: 'app', operator: 'In', values: names }] };
const inNamespace = (name: string): Json => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const pods = (...names: string[]): Json => ({ podSelector: app(...names) });
const podsIn = (namespace: string, ...names: string[]): Json => ({
  namespaceSelector: inNamespace(namespace),
  podSelector: app(...names),
});
const port = (value: number | string, protocol = 'TCP'): Json => ({ port: value, protocol });
const ingress = (podSelector: Json, from: readonly Json[], ...ports: readonly (number | string)[]): Json => ({
  podSelector,
  policyTypes: ['Ingress'],
  ingress: [{ from, ports: ports.map((value) => port(value)) }],
});
const denyIngress = (podSelector: Json): Json => ({ podSelector, policyTypes: ['Ingress'] });

const envoy = podsIn('gateway-system', 'envoy-public');
const nginx: Json = {
  namespaceSelector: inNamespace('gateway-system'),
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } },
};
const prometheus = podsIn('monitoring', 'prometheus');
const dns: Json = {
  namespaceSelector: inNamespace('kube-system'),
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};

/** Nobody thought of settle. */
function payments(): Policy[] {
  const all: Json = { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['settle'] }] };
  const nodes: Json = { ipBlock: { cidr: '10.20.0.0/16' } };
  const bank: Json = { ipBlock: { cidr: '198.51.100.0/24' } };
  return [
    ['payments', 'default-deny', denyIngress(all)],
    ['payments', 'metrics', ingress(all, [prometheus], 9102)],
    ['payments', 'pos-from-nodes', ingress(app('pos-api'), [nodes], 'https')],
    ['payments', 'pay-api-in', ingress(app('pay-api'), [envoy, podsIn('shop', 'api', 'cart')], 'https')],
    [
      'payments',
      'pay-api-out',
      {
        podSelector: app('pay-api'),
        policyTypes: ['Egress'],
        egress: [
          { to: [pods('fraud', 'ledger')], ports: [port(9000)] },
          { to: [pods('pay-db')], ports: [port(5432)] },
          { to: [dns], ports: [port(53, 'UDP'), port(53)] },
          { to: [bank], ports: [port(443)] },
        ],
      },
    ],
    ['payments', 'fraud-in', ingress(app('fraud'), [pods('pay-api', 'pos-api')], 9000)],
    ['payments', 'ledger-in', ingress(app('ledger'), [pods('pay-api', 'pos-api', 'settle')], 9000)],
    ['payments', 'pay-db-in', ingress(app('pay-db'), [pods('ledger', 'pay-api', 'pay-db')], 'sql')],
  ];
}

function shop(): Policy[] {
  return [
    ['shop', 'default-deny', denyIngress({})],
    ['shop', 'metrics', ingress({}, [prometheus], 9102)],
    ['shop', 'from-envoy', ingress(app('api', 'cart', 'storefront'), [envoy], 8080)],
    ['shop', 'pricing-in', ingress(app('pricing'), [pods('api', 'cart')], 8080)],
    ['shop', 'recommend-in', ingress(app('recommend'), [pods('api', 'storefront')], 8080)],
    ['shop', 'sessions-in', ingress(app('sessions'), [pods('cart', 'sessions', 'storefront')], 'redis')],
    ['shop', 'api-in', ingress(app('api'), [pods('storefront')], 8080)],
    ['shop', 'cart-in', ingress(app('cart'), [pods('storefront')], 8080)],
  ];
}

function others(): Policy[] {
  const misspelt: Json = { namespaceSelector: { matchLabels: { team: 'idnetity' } } };
  return [
    ['accounts', 'default-deny', denyIngress({})],
    ['accounts', 'web-in', ingress(app('web', 'api'), [nginx], 8080)],
    ['accounts', 'profile-in', ingress(app('profile'), [pods('api')], 80)],
    ['orders', 'intake-in', ingress(app('intake'), [nginx, prometheus], 8080, 9102)],
    ['orders', 'orders-in', ingress(app('orders'), [pods('intake')], 8080)],
    ['orders', 'orders-db-in', ingress(app('orders-db'), [pods('orders', 'shipping')], 'sql')],
    ['search', 'query-in', ingress(app('query'), [nginx], 8080)],
    ['search', 'crawler-in', ingress(app('crawler'), [pods('indexer')], 8080)],
    ['reports', 'api-in', ingress(app('api'), [nginx], 8080)],
    ['reports', 'warehouse-in', ingress(app('warehouse'), [pods('api', 'render')], 8123)],
    ['monitoring', 'grafana-in', ingress(app('grafana'), [nginx], 3000)],
    ['logging', 'loki-in', ingress(app('loki'), [pods('collector'), podsIn('monitoring', 'grafana')], 3100)],
    [
      'identity',
      'broker-dns-only',
      { podSelector: app('broker'), policyTypes: ['Egress'], egress: [{ to: [dns], ports: [port(53, 'UDP')] }] },
    ],
    ['vault', 'vault-in', ingress(app('vault'), [misspelt], 8080)],
  ];
}

function networkPolicy(namespace: string, name: string, spec: Json, createdMs: number): KubeObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace, creationTimestamp: timestamp(createdMs) },
    spec,
  };
}

/** What payments sends stays in the cluster; pay-api, which talks to the bank, is held by its own policy. */
function paymentsStayInside(createdMs: number): KubeObject {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'payments-stay-inside', creationTimestamp: timestamp(createdMs) },
    spec: {
      tier: 'Admin',
      priority: 20,
      subject: {
        pods: {
          namespaceSelector: inNamespace('payments'),
          podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['pay-api'] }] },
        },
      },
      egress: [
        { name: 'inside', action: 'Pass', to: [{ namespaces: {} }] },
        { name: 'outside', action: 'Deny', to: [{ networks: ['0.0.0.0/0', '::/0'] }] },
      ],
    },
  };
}
