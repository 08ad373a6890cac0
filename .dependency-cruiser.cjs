/** One commented rule per forbidden arrow. `apps/api/test/boundaries` proves each by a fixture that breaks it. */
const at = (name) => `(^|/)(apps|packages)/${name}/`;
const forbid = (name, comment, from, to, fromNot) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, ...(fromNot ? { pathNot: fromNot } : {}) },
  to: { path: to },
});
const test = '\\.test\\.tsx?$|/test/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    forbid(
      'topology-imports-nothing',
      'topology is the value at the bottom: it depends on nothing.',
      at('topology'),
      `${at('(?!topology)[a-z]+')}|node_modules|^node:`,
      test,
    ),
    forbid(
      'network-imports-topology-only',
      'network is pure: rules over a topology, nothing else.',
      at('network'),
      `${at('(?!topology|network)[a-z]+')}|node_modules`,
      test,
    ),
    forbid(
      'layout-imports-network-and-topology-only',
      'layout is pure geometry: it may read the network, never a reader, a protocol or an app.',
      at('layout'),
      `${at('(?!topology|network|layout)[a-z]+')}|node_modules`,
      test,
    ),
    forbid(
      'protocol-imports-topology-only',
      'protocol is the contract of both sides: no reader, no rules, no app.',
      at('protocol'),
      at('(?!topology|protocol)[a-z]+'),
      test,
    ),
    forbid(
      'kube-imports-topology-only',
      'kube turns objects into records and knows no network rule, protocol or app.',
      at('kube'),
      at('(?!topology|kube)[a-z]+'),
      test,
    ),
    forbid(
      'simcluster-imports-no-app-or-product-code',
      'simcluster is the other side of the wire: it must not share code with what it tests.',
      at('simcluster'),
      at('(?!simcluster)[a-z]+'),
      test,
    ),
    forbid(
      'packages-never-import-apps',
      'Imports go down.',
      at('(topology|network|layout|protocol|kube|simcluster|testing)'),
      '(^|/)apps/',
      test,
    ),
    forbid(
      'web-reads-no-cluster',
      'The browser gets the network over the protocol, not from a cluster.',
      at('web'),
      `${at('(kube|simcluster|api)')}|(^|node_modules/)(@nestjs|@prisma|@kubernetes)/|node_modules/pg/`,
      test,
    ),
    forbid(
      'api-draws-nothing',
      'Geometry belongs to the browser: the api never imports layout.',
      at('api'),
      at('(layout|web)'),
      test,
    ),
    forbid(
      'only-kube-knows-the-client',
      'Credentials and kubeconfig pass through packages/kube alone.',
      at('(?!kube)[a-z]+'),
      '(^|node_modules/)@kubernetes/',
      test,
    ),
    forbid(
      'no-node-in-pure-packages',
      'topology, network, layout and protocol run in a worker: no node: modules.',
      at('(topology|network|layout|protocol)'),
      '^(node:)?(fs|path|os|crypto|http|https|net|tls|zlib|stream|events|util|url|buffer|child_process|worker_threads|timers|async_hooks|perf_hooks)(/|$)',
      test,
    ),
    forbid('product-imports-no-test-code', 'testing is for tests.', at('(?!testing)[a-z]+'), at('testing'), test),
    {
      name: 'no-test-from-product',
      comment: 'Product code does not import tests.',
      severity: 'error',
      from: { pathNot: test },
      to: { path: '\\.test\\.tsx?$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|out|\\.next|generated|fixtures/boundaries)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.check.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
    },
  },
};
