import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findSources, type Wanted } from './members.js';

let folder: string;
let file: string;
const wanted = (more: Partial<Wanted>): Wanted => ({
  kubeconfigs: [],
  contexts: [],
  allContexts: false,
  demo: false,
  env: {},
  ...more,
});
const context = (name: string): string => `{name: ${name}, context: {cluster: c, user: u}}`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netkaart-'));
  file = join(folder, 'config');
  writeFileSync(
    file,
    `{apiVersion: v1, kind: Config, current-context: a, clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}], users: [{name: u, user: {token: t}}], contexts: [${context('a')}, ${context('b')}]}`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const names = (more: Partial<Wanted>): string[] => findSources(wanted(more)).sources.map(({ name }) => name);

describe('the clusters of a start', () => {
  it('are the demo fleet when nothing is named, and ~/.kube/config is not touched', () => {
    const found = findSources(wanted({ env: { HOME: folder } }));
    expect(found).toMatchObject({ sources: [], demo: true });
    expect(found.hints[0]).toContain('npm start -- --kubeconfig');
  });

  it('are the current, the named or all contexts of a kubeconfig, and the demo fleet steps aside', () => {
    expect(names({ kubeconfigs: [file] })).toEqual(['a']);
    expect(names({ kubeconfigs: [file], contexts: ['b'] })).toEqual(['b']);
    expect(names({ kubeconfigs: [file], allContexts: true })).toEqual(['a', 'b']);
    expect(names({ env: { KUBECONFIG: file } })).toEqual(['a']);
    expect(findSources(wanted({ kubeconfigs: [file] })).demo).toBe(false);
    expect(findSources(wanted({ kubeconfigs: [file], demo: true })).demo).toBe(true);
  });

  it('go on without a context that is not there, and say so', () => {
    const found = findSources(wanted({ kubeconfigs: [file], contexts: ['a', 'nix'] }));
    expect(found.sources.map(({ name }) => name)).toEqual(['a']);
    expect(found.hints.join()).toContain('"nix"');
  });

  it('are missed with a sentence when none is left', () => {
    expect(() => findSources(wanted({ kubeconfigs: [join(folder, 'nowhere')] }))).toThrow(/nowhere is not there/);
    expect(() => findSources(wanted({ env: { KUBECONFIG: join(folder, 'nowhere') } }))).toThrow(
      /KUBECONFIG names .*nowhere/,
    );
  });
});
