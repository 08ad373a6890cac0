/** Seeded pods as a large cluster has them: 5,000 nodes, 5,000 ReplicaSets of 30 pods; random UIDs and name suffixes. */

export function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

export function* pods(count, perWorkload = 30, nodes = 5000) {
  const next = random(7);
  const pick = (limit) => Math.floor(next() * limit);
  const word = (length) => Array.from({ length }, () => LETTERS[pick(LETTERS.length)]).join('');
  const hex = (length) => Array.from({ length }, () => pick(16).toString(16)).join('');
  const uid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
  const used = new Array(nodes).fill(1);
  let workload = null;
  for (let i = 0; i < count; i++) {
    if (i % perWorkload === 0) {
      const app = `service-${word(3)}-${(i / perWorkload).toString(36)}`;
      const hash = word(10);
      workload = {
        app,
        hash,
        replicaSet: `${app}-${hash}`,
        uid: uid(),
        namespace: `team-${pick(200)}`,
        at: 1_750_000_000 + pick(9_000_000),
      };
    }
    const node = pick(nodes);
    const { app, hash, replicaSet, namespace } = workload;
    yield {
      kind: 'Pod',
      uid: uid(),
      namespace,
      name: `${replicaSet}-${word(5)}`,
      labels: { app, 'pod-template-hash': hash, 'app.kubernetes.io/part-of': namespace, tier: 'backend' },
      createdAt: workload.at + pick(3600),
      node: `node-${String(node).padStart(4, '0')}`,
      ips: [`100.${64 + (node >> 8)}.${node & 255}.${++used[node] & 255}`],
      phase: 'Running',
      ready: pick(200) > 0,
      owner: { kind: 'ReplicaSet', name: replicaSet, uid: workload.uid },
      containers: [
        { container: app, init: false, ports: [{ name: 'http', port: 8080, protocol: 'TCP', hostPort: null }] },
      ],
      dnsPolicy: 'ClusterFirst',
    };
  }
}
