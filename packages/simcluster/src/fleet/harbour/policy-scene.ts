import type { Stage } from './stage.js';

const targets = ['basket', 'catalogue', 'kiosk', 'profile', 'push', 'suggest'];

/** Somebody tries out a NetworkPolicy in staging and takes it away some minutes later. */
export function shiftPolicy({ cluster, random }: Stage): void {
  const app = random.pick(targets);
  const name = `try-${app}`;
  if (cluster.get('networkpolicies.networking.k8s.io', 'staging', name)) return;
  cluster.create({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'staging' },
    spec: {
      podSelector: { matchLabels: { app } },
      policyTypes: ['Ingress'],
      ingress: [
        { from: [{ podSelector: { matchLabels: { app: 'storefront' } } }], ports: [{ port: 8080, protocol: 'TCP' }] },
      ],
    },
  });
  cluster.after(random.between(90_000, 240_000), () =>
    cluster.delete('networkpolicies.networking.k8s.io', 'staging', name),
  );
}
