import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAssets, recipePath } from './assets.js';

const all = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl', 'kwok'];
let home: string;

const fill = (folder: string, programs: string[]) => {
  mkdirSync(folder, { recursive: true });
  for (const program of programs) writeFileSync(join(folder, program), '');
};

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'netkaart-assets-'));
});
afterEach(() => rmSync(home, { recursive: true }));

describe('findAssets', () => {
  it('takes the folder that KUBEBUILDER_ASSETS names when it is complete', () => {
    fill(join(home, 'own'), all);
    expect(findAssets({ KUBEBUILDER_ASSETS: join(home, 'own') })).toEqual({ folder: join(home, 'own') });
  });

  it('says what is missing there, and how to build it there, rather than look elsewhere', () => {
    fill(join(home, 'own'), ['etcd', 'kube-apiserver', 'kubectl']);
    expect(findAssets({ HOME: home, KUBEBUILDER_ASSETS: join(home, 'own') })).toEqual({
      missing: `No kube-controller-manager, kube-scheduler, kwok in ${join(home, 'own')} (KUBEBUILDER_ASSETS). Build with: node packages/testing/kubernetes/build.mjs --into ${join(home, 'own')}`,
    });
  });

  it('takes the cache folder of the pinned versions, in XDG_CACHE_HOME or else in the home', () => {
    const missing = findAssets({ HOME: home });
    expect(missing).toEqual({
      missing: expect.stringMatching(/\. Build with: node packages\/testing\/kubernetes\/build\.mjs$/),
    });
    const [folder = ''] =
      /\S*\.cache\/netkaart\/kubernetes-v\S+-etcd-\S+-kwok-[\d.]*\d/.exec(JSON.stringify(missing)) ?? [];
    fill(folder.replaceAll('"', ''), all);
    expect(findAssets({ HOME: home })).toEqual({ folder });
    expect(findAssets({ XDG_CACHE_HOME: join(home, '.cache') })).toEqual({ folder });
  });
});

describe('the recipe', () => {
  const pinned = (folder: string, module: string) =>
    new RegExp(`${module} v([\\d.]+)`).exec(readFileSync(recipePath(folder, 'go.mod'), 'utf8'))?.[1];

  it('names the cache folder by the versions that the modules pin', () => {
    const kubernetes = pinned('control-plane', 'k8s.io/kubernetes');
    expect(JSON.parse(readFileSync(recipePath('versions.json'), 'utf8'))).toEqual({
      kubernetes,
      etcd: pinned('etcd', 'go.etcd.io/etcd/server/v3'),
      kwok: pinned('kwok', 'sigs.k8s.io/kwok'),
    });
    expect(pinned('control-plane', 'k8s.io/api => k8s.io/api')).toBe(kubernetes?.replace(/^1/, '0'));
  });
});
