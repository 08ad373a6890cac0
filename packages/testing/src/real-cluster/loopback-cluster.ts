import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tailOf, type Child, type Children } from './children.js';
import type { RealCluster } from './contract.js';
import { writePrivately } from './credentials.js';
import { compactNow } from './etcd.js';
import { kubeconfigText } from './kubeconfig.js';
import { addNodes } from './nodes.js';
import {
  apiserver,
  certificateFolder,
  controllerManager,
  etcd,
  kwok,
  scheduler,
  type Plan,
  type Program,
} from './programs.js';
import { request, type Target } from './request.js';
import { until } from './until.js';

const firstNamespaces = ['default', 'kube-system'];

/** The processes of one cluster, as the plan has them. `children` are its own: closing it closes them. */
export class LoopbackCluster implements RealCluster {
  readonly url: string;
  readonly kubeconfigPath: string;
  readonly token: string;
  #ca = '';
  #apiserver: Child | undefined;
  readonly #binaries: string;
  readonly #plan: Plan;
  readonly #children: Children;

  constructor(binaries: string, plan: Plan, children: Children) {
    this.#binaries = binaries;
    this.#plan = plan;
    this.#children = children;
    this.url = `https://127.0.0.1:${plan.ports.apiserver}`;
    this.kubeconfigPath = plan.kubeconfigPath;
    this.token = plan.credentials.tokens['admin'] ?? '';
  }

  get ca(): string {
    return this.#ca;
  }

  /** Starts everything but nodes; once in a lifetime. */
  async start(): Promise<void> {
    const store = this.#launch(etcd(this.#plan));
    const isHealthy = async () => (await request({ url: this.#etcdUrl }, 'GET', '/health')).status === 200;
    await until('etcd', isHealthy, { everyMs: 20, givenUp: () => deathOf(store) });
    await this.startApiserver();
    await writePrivately(this.kubeconfigPath, this.#kubeconfig('real', 'admin', this.token));
    if (this.#plan.workloads)
      for (const program of [controllerManager, scheduler, kwok]) this.#launch(program(this.#plan));
  }

  kubectl(...args: string[]): Promise<string> {
    return this.#kubectl(args);
  }

  async apply(...objects: object[]): Promise<void> {
    if (objects.length === 0) return;
    const list = { apiVersion: 'v1', kind: 'List', items: objects };
    await this.#kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], JSON.stringify(list));
  }

  async kubeconfigFor(user: string, token = this.#plan.credentials.tokens[user]): Promise<string> {
    const known = Object.keys(this.#plan.credentials.tokens);
    if (token === undefined) throw new Error(`${user} needs a token: only ${known.join(', ')} have one`);
    const path = join(this.#plan.folder, `${encodeURIComponent(user)}.kubeconfig`);
    await writePrivately(path, this.#kubeconfig(`real-${user}`, user, token));
    return path;
  }

  async addNodes(count: number, offset = 0): Promise<void> {
    await addNodes(this.#target, this.#plan, count, offset);
  }

  async stopApiserver(): Promise<void> {
    await this.#apiserver?.kill();
    this.#apiserver = undefined;
  }

  async startApiserver(): Promise<void> {
    if (this.#apiserver !== undefined) return;
    const server = this.#launch(apiserver(this.#plan));
    this.#apiserver = server;
    await until('kube-apiserver', () => this.#isReady(), { everyMs: 50, givenUp: () => deathOf(server) });
  }

  async compact(): Promise<void> {
    await compactNow(this.#etcdUrl);
  }

  async close(): Promise<void> {
    await this.#children.close();
  }

  get #target(): Target {
    return { url: this.url, token: this.token, ca: this.#ca };
  }

  get #etcdUrl(): string {
    return `http://127.0.0.1:${this.#plan.ports.etcd}`;
  }

  #launch({ name, args, env }: Program): Child {
    return this.#children.start(name, join(this.#binaries, name), args, env);
  }

  #kubectl(args: string[], input = ''): Promise<string> {
    return this.#children.run(join(this.#binaries, 'kubectl'), args, input, {
      KUBECONFIG: this.kubeconfigPath,
      KUBECTL_KUBERC: 'false',
    });
  }

  #kubeconfig(context: string, user: string, token: string): string {
    return kubeconfigText({ context, url: this.url, ca: this.#ca, user, token });
  }

  /** Ready is more than /readyz: the namespaces that everyone expects come a moment later. */
  async #isReady(): Promise<boolean> {
    this.#ca = await readFile(join(certificateFolder(this.#plan.folder), 'apiserver.crt'), 'utf8');
    const paths = ['/readyz', ...firstNamespaces.map((name) => `/api/v1/namespaces/${name}`)];
    for (const path of paths) {
      const { status } = await request(this.#target, 'GET', path);
      if (status !== 200) return false;
    }
    return true;
  }
}

function deathOf(child: Child): string | undefined {
  const end = child.ended();
  return end === undefined ? undefined : `${end}\n${tailOf(child)}`;
}
