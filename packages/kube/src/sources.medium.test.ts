import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kubeconfigText } from '../test/kubeconfig-text.js';
import { loadSources, sourceFromKubeconfig, type Selection } from './sources.js';

let folder = '';
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netkaart-sources-'));
  await writeFile(at('a'), kubeconfigText({ prod: {}, staging: { server: 'https://staging.example/' } }, 'staging'));
  await writeFile(at('b'), kubeconfigText({ prod: { server: 'https://other.example' } }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const load = (more: Partial<Selection>) => {
  const { sources, problems } = loadSources({ files: [], contexts: [], allContexts: false, env: {}, ...more });
  return { sources: sources.map(({ name, server, config }) => [name, server, config.getCurrentContext()]), problems };
};
const STAGING = ['staging', 'https://staging.example', 'staging'];
const PROD = ['prod', 'https://127.0.0.1:6443', 'prod'];

async function file(name: string, text: string): Promise<string> {
  await writeFile(at(name), text);
  return at(name);
}

describe('which clusters', () => {
  it('takes the current context of a file, the named ones, or all', () => {
    expect(load({ files: [at('a')] })).toEqual({ sources: [STAGING], problems: [] });
    expect(load({ files: [at('a')], contexts: ['prod'] })).toEqual({ sources: [PROD], problems: [] });
    expect(load({ files: [at('a')], allContexts: true })).toEqual({ sources: [PROD, STAGING], problems: [] });
  });

  it('tells contexts of the same name apart', () => {
    expect(load({ files: [at('a'), at('b'), at('b')], contexts: ['prod'] }).sources.map(([name]) => name)).toEqual([
      'prod',
      'prod-2',
      'prod-3',
    ]);
  });

  it('reads KUBECONFIG as one configuration of several files, the first that has an entry wins', async () => {
    const contexts = JSON.parse(kubeconfigText({ split: {} })) as Record<string, unknown>;
    const first = await file('split-1', JSON.stringify({ ...contexts, users: [], clusters: [] }));
    const second = await file('split-2', JSON.stringify({ ...contexts, contexts: [], 'current-context': 'other' }));
    expect(load({ env: { KUBECONFIG: [first, at('missing'), second].join(delimiter) } })).toEqual({
      sources: [['split', 'https://127.0.0.1:6443', 'split']],
      problems: [],
    });
    expect(load({ env: { KUBECONFIG: [at('b'), at('a')].join(delimiter) } }).sources).toEqual([
      ['prod', 'https://other.example', 'prod'],
    ]);
  });

  it('falls back to ~/.kube/config, and says what to do when there is none', async () => {
    expect(load({ env: { HOME: at('nobody') } })).toEqual({
      sources: [],
      problems: ['No kubeconfig: give one with --kubeconfig, or set KUBECONFIG, or put it at ~/.kube/config.'],
    });
    await mkdir(at('home/.kube'), { recursive: true });
    await file('home/.kube/config', kubeconfigText({ prod: {} }));
    expect(load({ env: { HOME: at('home') } })).toEqual({ sources: [PROD], problems: [] });
  });
});

describe('a message that names the thing and what to do', () => {
  it('for a file that is not there, while the others are read', () => {
    expect(load({ files: [at('missing'), at('a')] })).toEqual({
      sources: [STAGING],
      problems: [`The kubeconfig ${at('missing')} is not there; give the path of one that is.`],
    });
    expect(load({ env: { KUBECONFIG: at('missing') } }).problems).toEqual([
      `KUBECONFIG names ${at('missing')}, which is not there. Correct or unset it.`,
    ]);
  });

  it.each([
    ['not YAML', 'a: [1', /^The kubeconfig .* is not YAML: .+\.$/],
    ['empty', '', /is empty, or not a map of clusters, users and contexts\.$/],
    ['only a word', 'hello', /is empty, or not a map/],
    ['a list', '- a', /is empty, or not a map|has no contexts/],
    ['without contexts', 'kind: Config', /has no contexts\.$/],
    [
      'with entries of no use',
      'contexts: [7, {name: x}, {name: y, context: {cluster: c}}]\nclusters: [null, {name: c}]',
      /has no current-context. Choose with --context: y\.$/,
    ],
  ])('for a kubeconfig that is %s', async (_what, text, message) => {
    const { sources, problems } = load({ files: [await file('odd', text)] });
    expect(sources).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
  });

  it('for a context that is nowhere, with those there are, the nearest first', () => {
    expect(load({ files: [at('a'), at('b')], contexts: ['stagin'] }).problems).toEqual([
      `There is no context "stagin" in ${at('a')}, ${at('b')}. There is: staging, prod.`,
    ]);
  });

  it('for a current context that is not there', async () => {
    const path = await file('current', kubeconfigText({ prod: {}, staging: {} }, 'prd'));
    expect(load({ files: [path] }).problems).toEqual([
      `The kubeconfig ${path} has no context "prd". It has: prod, staging.`,
    ]);
  });

  it('for a context without its cluster or user, or with a server that is no URL', async () => {
    const whole = JSON.parse(kubeconfigText({ prod: {} })) as Record<string, unknown>;
    const cases = [
      [{ ...whole, clusters: [] }, /context "prod" whose cluster "prod" it doesn't define/],
      [{ ...whole, users: [] }, /context "prod" whose user "prod" it doesn't define/],
      [
        { ...whole, clusters: [{ name: 'prod', cluster: { server: 'prod:6443' } }] },
        /cluster "prod" whose server "prod:6443" is not a URL/,
      ],
    ] as const;
    for (const [config, message] of cases) {
      const { sources, problems } = load({ files: [await file('half', JSON.stringify(config))] });
      expect([sources.length, problems.length]).toEqual([0, 1]);
      expect(problems[0]).toMatch(message);
    }
  });

  it('for files that the context names and that can not be read, and a command that is not there', async () => {
    const path = await file(
      'files',
      kubeconfigText({
        files: {
          cluster: { 'certificate-authority': 'ca.crt' },
          user: { 'client-certificate': 'c.crt', 'client-key': '/nowhere/c.key' },
        },
        token: { user: { tokenFile: 'token' } },
        exec: { user: { exec: { command: 'no-such-login-command', apiVersion: 'client.authentication.k8s.io/v1' } } },
      }),
    );
    expect(load({ files: [path], allContexts: true })).toEqual({
      sources: [],
      problems: [
        `The kubeconfig ${path}, context "files": certificate-authority ${at('ca.crt')} can't be read; client-certificate ${at('c.crt')} can't be read; client-key /nowhere/c.key can't be read.`,
        `The kubeconfig ${path}, context "token": tokenFile ${at('token')} can't be read.`,
        `The kubeconfig ${path}, context "exec": the credential command "no-such-login-command" was not found; install it, or correct users[].user.exec.command.`,
      ],
    });
  });

  it('and none when relative files and commands are beside the kubeconfig', async () => {
    await file('login', '#!/bin/sh\n');
    await chmod(at('login'), 0o755);
    await file('secret', 'token');
    const path = await file(
      'relative',
      kubeconfigText({ exec: { user: { exec: { command: './login' } } }, token: { user: { tokenFile: 'secret' } } }),
    );
    expect(load({ files: [path], allContexts: true }).problems).toEqual([]);
  });
});

describe('sourceFromKubeconfig', () => {
  it('gives the source of one context, under its own or another name', () => {
    const text = kubeconfigText({ prod: {} });
    expect(sourceFromKubeconfig(text, 'prod')).toMatchObject({ name: 'prod', server: 'https://127.0.0.1:6443' });
    expect(sourceFromKubeconfig(text, 'prod', 'harbour').name).toBe('harbour');
  });

  it('throws an error that says what is wrong', () => {
    expect(() => sourceFromKubeconfig(kubeconfigText({ prod: {} }), 'dev')).toThrow(
      'The kubeconfig has no context "dev".',
    );
    expect(() => sourceFromKubeconfig('', 'dev')).toThrow(/^The kubeconfig is empty/);
  });
});
