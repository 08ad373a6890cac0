import { describe, expect, it } from '@jest/globals';
import { BLANK, build, KINDS, type NetRecord } from '@netkaart/topology';
import fc from 'fast-check';
import { proveIt } from './prove.js';

describe('proveIt', () => {
  it('proves a node subnet by the line of the panel', () => {
    expect(proveIt(build.node({ name: 'worker2', podCIDRs: ['10.244.2.0/24'] }))).toEqual({
      command: "kubectl get node worker2 -o jsonpath='{.spec.podCIDR}'",
      output: '10.244.2.0/24',
    });
  });

  it('proves a node without subnet by its address', () => {
    const addresses = [
      { type: 'Hostname', address: 'a' },
      { type: 'InternalIP', address: '10.20.1.11' },
    ];
    expect(proveIt(build.node({ name: 'a', addresses }))).toEqual({
      command: `kubectl get node a -o jsonpath='{.status.addresses[?(@.type=="InternalIP")].address}'`,
      output: '10.20.1.11',
    });
  });

  const selector = { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'a', operator: 'Exists', values: [] }] };
  const cases: readonly (readonly [NetRecord, string, string])[] = [
    [build.pod({ ips: ['10.244.2.81', 'fd00::1'] }), "pod pod -n default -o jsonpath='{.status.podIP}'", '10.244.2.81'],
    [
      build.service({ clusterIPs: ['10.96.0.10'] }),
      "service service -n default -o jsonpath='{.spec.clusterIP}'",
      '10.96.0.10',
    ],
    [
      build.service({ type: 'ExternalName', externalName: 'db.example' }),
      "service service -n default -o jsonpath='{.spec.externalName}'",
      'db.example',
    ],
    [build.networkPolicy(), "networkpolicy networkpolicy -n default -o jsonpath='{.spec.podSelector}'", '{}'],
    [
      build.networkPolicy({ podSelector: selector }),
      "networkpolicy networkpolicy -n default -o jsonpath='{.spec.podSelector}'",
      '{"matchExpressions":[{"key":"a","operator":"Exists"}],"matchLabels":{"app":"web"}}',
    ],
    [
      build.ingress({ className: 'nginx', classFromAnnotation: true }),
      "ingress ingress -n default -o jsonpath='{.metadata.annotations.kubernetes\\.io/ingress\\.class}'",
      'nginx',
    ],
    [
      build.ipPool({ source: 'cilium', cidrs: ['10.0.0.0/8', 'fd00::/64'] }),
      "ciliumpodippools.cilium.io ippool -o jsonpath='{.spec.ipv4.cidrs[*]}'",
      '10.0.0.0/8',
    ],
    [
      build.serviceCIDR({ cidrs: ['10.96.0.0/12'] }),
      "servicecidr servicecidr -o jsonpath='{.spec.cidrs[*]}'",
      '10.96.0.0/12',
    ],
  ];

  it.each(cases)('%#: kubectl get %s', (record, command, output) => {
    expect(proveIt(record)).toEqual({ command: `kubectl get ${command}`, output });
  });

  it.each(KINDS)('%s has a proof, even when nothing is known of it', (kind) => {
    expect(proveIt({ ...BLANK[kind], name: 'x' }).command).toMatch(/^kubectl get \S+ x -o jsonpath='\{[^']+\}'$/);
  });

  it('an object cannot smuggle anything into the shell by its name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        const { command } = proveIt(build.pod({ name, namespace: name }));
        expect(shellWords(command).slice(3, 6)).toEqual([name, '-n', name]);
      }),
    );
    expect(proveIt(build.pod({ name: "a'; rm -rf ~; '" })).command).toContain("'a'\\''; rm -rf ~; '\\'''");
  });
});

/** Words of a line as a POSIX shell splits it, single quotes and backslashes only. */
function shellWords(line: string): string[] {
  const words = line.match(/(?:[^\s'\\]|'[^']*'|\\[^])+/g) ?? [];
  return words.map((word) =>
    word.replace(/'([^']*)'|\\([^])/g, (_, text: string | undefined, escaped: string) => text ?? escaped),
  );
}
