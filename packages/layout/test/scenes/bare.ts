import { build, type NetRecord, type Topology } from '@netkaart/topology';

/** Nodes of which the API says nothing but their names and addresses: pods have addresses of the node network (a cloud's). */
export function bare(): Topology {
  const records: NetRecord[] = [];
  for (let n = 0; n < 4; n++) {
    records.push(
      build.node({
        name: `ip-10-0-${n}-12.eu-west-1.compute.internal`,
        addresses: [{ type: 'InternalIP', address: `10.0.${n}.12` }],
      }),
    );
    for (let p = 0; p < 25; p++)
      records.push(
        build.pod({
          namespace: `team-${p % 3}`,
          name: `web-${n}-${p}`,
          node: `ip-10-0-${n}-12.eu-west-1.compute.internal`,
          ips: [`10.0.${n}.${20 + p * 7}`],
        }),
      );
  }
  return build.topology(records);
}
