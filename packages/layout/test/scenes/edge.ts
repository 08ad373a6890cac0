import { build, type NetRecord, type Topology } from '@netkaart/topology';

/** Three k3s-like nodes, dual stack, flannel host-gw. */
export function edge(): Topology {
  const records: NetRecord[] = [0, 1, 2].map((i) =>
    build.node({
      name: `edge-${i + 1}`,
      addresses: [
        { type: 'InternalIP', address: `172.20.0.${21 + i}` },
        { type: 'InternalIP', address: `fd00:20::${21 + i}` },
      ],
      podCIDRs: [`10.42.${i}.0/24`, `fd00:42:0:${i}::/64`],
      labels:
        i === 0 ? { 'node-role.kubernetes.io/control-plane': 'true', 'node-role.kubernetes.io/master': 'true' } : {},
      annotations: {
        'flannel.alpha.coreos.com/backend-type': 'host-gw',
        'flannel.alpha.coreos.com/public-ip': `172.20.0.${21 + i}`,
        ...(i === 0
          ? {
              'k3s.io/node-args':
                '["server","--flannel-backend","host-gw","--cluster-cidr","10.42.0.0/16,fd00:42::/56","--service-cidr=10.43.0.0/16"]',
            }
          : {}),
      },
      ready: i === 2 ? 'False' : 'True',
    }),
  );
  for (let i = 0; i < 34; i++) {
    records.push(
      build.pod({
        namespace: i % 3 === 0 ? 'kube-system' : 'sensors',
        name: `collector-${i}-x7k2p`,
        node: `edge-${(i % 3) + 1}`,
        ips: [`10.42.${i % 3}.${2 + i * 3}`, `fd00:42:0:${i % 3}::${2 + i}`],
        ...(i === 4 ? { ready: false, reason: 'CrashLoopBackOff' } : {}),
        ...(i === 7 ? { ready: false } : {}),
        ...(i === 9 ? { deletedAt: 1 } : {}),
      }),
    );
  }
  for (let i = 0; i < 9; i++)
    records.push(
      build.service({
        namespace: 'sensors',
        name: `sensor-${i}`,
        clusterIPs: [`10.43.${i * 27}.${i + 1}`],
        ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 8080, nodePort: null, appProtocol: '' }],
      }),
    );
  return build.topology(records);
}
