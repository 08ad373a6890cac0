import { addressPlan, placesOf, updatePlan } from '@netkaart/network';
import { build, formatIPv4, parseIPv4, unsafeApply } from '@netkaart/topology';

/**
 * Times the address plan at 5,000 nodes and 150,000 pods, and the update by 1,000 pod changes. Needs the built packages:
 * `npx tsc -p packages/topology && npx tsc -p packages/network && node packages/network/bench/addresses.mjs`.
 */
const NODES = 5000;
const PODS_PER_NODE = 30;
const CHANGES = 1000;
const ROUNDS = 9;

const base = parseIPv4('100.64.0.0');
const topology = build.topology([...records()]);
const plans = times(ROUNDS, () => addressPlan(topology));
let plan = addressPlan(topology);
console.log(`addressPlan, ${plan.counts.all} pods on ${plan.nodes.length} nodes: ${figures(plans)}`);
console.log(`placesOf: ${figures(times(ROUNDS, () => placesOf(plan, [])))}`);
let round = 0;
const updates = times(ROUNDS * 3, () => {
  const changes = flips(round++);
  unsafeApply(topology, changes);
  return (run) => run(() => (plan = updatePlan(plan, topology, changes)));
});
console.log(`updatePlan, ${CHANGES} pods changed, each in another block: ${figures(updates)}`);

function* records() {
  for (let n = 0; n < NODES; n++) {
    const name = `node-${n}`;
    yield build.node({
      name,
      addresses: [{ type: 'InternalIP', address: formatIPv4(parseIPv4('10.0.0.0') + n) }],
      podCIDRs: [`${formatIPv4(base + n * 256)}/24`],
    });
    for (let p = 0; p < PODS_PER_NODE; p++)
      yield build.pod({ name: `pod-${n}-${p}`, node: name, ips: [formatIPv4(base + n * 256 + 2 + p * 3)] });
  }
}

function flips(at) {
  return Array.from({ length: CHANGES }, (_, i) => ({
    op: 'update',
    kind: 'Pod',
    uid: `2-default-pod-${i * 5}-${at % PODS_PER_NODE}`,
    patch: { ready: at % 2 === 0 },
  }));
}

/** Wall and processor milliseconds of each run; `prepare` may return a function that is given the part to time. */
function times(count, prepare) {
  return Array.from({ length: count }, () => {
    let spent = null;
    const clock = (run) => {
      const cpu = process.cpuUsage();
      const start = performance.now();
      run();
      const { user, system } = process.cpuUsage(cpu);
      spent = { wall: performance.now() - start, cpu: (user + system) / 1000 };
    };
    let rest = null;
    clock(() => (rest = prepare()));
    if (typeof rest === 'function') rest(clock);
    return spent;
  });
}

function figures(list) {
  const median = (key) => [...list].sort((a, b) => a[key] - b[key])[Math.floor(list.length / 2)][key].toFixed(1);
  return `median ${median('wall')} ms on the clock, ${median('cpu')} ms of processor time`;
}
