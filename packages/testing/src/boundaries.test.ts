import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';

const root = resolve(import.meta.dirname, '../../..');
const config = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
  forbidden: { name: string }[];
};

/** For each rule an import that it must forbid: [file, what it imports]. */
const breaches: Record<string, [from: string, to: string]> = {
  'no-cycle': ['packages/network/src/a.ts', './b.ts'],
  'topology-imports-nothing': ['packages/topology/src/a.ts', '../../network/src/b.ts'],
  'network-imports-topology-only': ['packages/network/src/a.ts', '../../kube/src/b.ts'],
  'layout-imports-network-and-topology-only': ['packages/layout/src/a.ts', '../../protocol/src/b.ts'],
  'protocol-imports-topology-only': ['packages/protocol/src/a.ts', '../../network/src/b.ts'],
  'kube-imports-topology-only': ['packages/kube/src/a.ts', '../../protocol/src/b.ts'],
  'simcluster-imports-no-app-or-product-code': ['packages/simcluster/src/a.ts', '../../topology/src/b.ts'],
  'packages-never-import-apps': ['packages/kube/src/a.ts', '../../../apps/api/src/b.ts'],
  'web-reads-no-cluster': ['apps/web/src/a.ts', '../../../packages/kube/src/b.ts'],
  'api-draws-nothing': ['apps/api/src/a.ts', '../../../packages/layout/src/b.ts'],
  'only-kube-knows-the-client': ['apps/api/src/a.ts', '@kubernetes/client-node'],
  'no-node-in-pure-packages': ['packages/layout/src/a.ts', 'node:fs'],
  'product-imports-no-test-code': ['apps/api/src/a.ts', '../../../packages/testing/src/b.ts'],
  'no-test-from-product': ['apps/api/src/a.ts', './b.test.ts'],
};

const folders: string[] = [];

function treeWith(from: string, to: string, backArrow: boolean): string {
  const folder = mkdtempSync(join(tmpdir(), 'netkaart-boundary-'));
  folders.push(folder);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write(from, `import '${to}';\n`);
  write('node_modules/@kubernetes/client-node/index.js', 'export {};\n');
  if (to.startsWith('.')) write(join(dirname(from), to), backArrow ? `import './a.ts';\n` : 'export const b = 1;\n');
  return folder;
}

async function violations(folder: string): Promise<string[]> {
  const ruleSet = config as unknown as NonNullable<ICruiseOptions['ruleSet']>;
  const options = {
    ruleSet,
    validate: true,
    baseDir: folder,
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
  };
  const { output } = await cruise(
    ['apps', 'packages'].filter((top) => existsSync(join(folder, top))),
    options,
  );
  return (output as ICruiseResult).summary.violations.map((violation) => violation.rule.name);
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('the boundaries', () => {
  it('have a breach for every rule', () => {
    expect(Object.keys(breaches).sort()).toEqual(config.forbidden.map((rule) => rule.name).sort());
  });

  it.each(Object.entries(breaches))('%s catches the import that it forbids', async (rule, [from, to]) => {
    expect(await violations(treeWith(from, to, rule === 'no-cycle'))).toContain(rule);
  });
});
