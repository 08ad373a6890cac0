import { hashOf } from '../random.js';
import { podObject, type PodState } from '../objects/pod.js';
import type { Recipe } from '../store/stored-object.js';
import { compile, gap, type TextTemplate } from './text-template.js';
import { suffixFor, type LoadWorkload } from './names.js';

const gaps = ['name', 'uid', 'rv', 'node', 'nodeIP', 'ip', 'touched'];

/** One version of a pod of a large cluster; a few dozen bytes. */
export class PodRecipe implements Recipe {
  readonly apiVersion = 'v1';
  readonly kind = 'Pod';

  constructor(
    readonly workload: PodText,
    /** Unique in the cluster's life: name and UID follow from it. */
    readonly serial: number,
    readonly node: LoadNode,
    /** Last part of the address; 0 while it has none. */
    readonly host: number,
    readonly state: PodState,
    /** Rises with each version: a change without a meaning. */
    readonly touched: number,
  ) {}

  get namespace(): string {
    return this.workload.spec.namespace;
  }

  get name(): string {
    const { name, hash } = this.workload.spec;
    return `${name}-${hash}-${suffixFor(this.serial)}`;
  }

  get uid(): string {
    return uidFor('pod', this.serial);
  }

  get ip(): string {
    return `${this.node.prefix}.${this.host}`;
  }

  /** The next version, in another state. */
  as(state: PodState, host: number = this.host): PodRecipe {
    return new PodRecipe(this.workload, this.serial, this.node, host, state, this.touched + 1);
  }

  render(resourceVersion: number): string {
    const { name: node, address } = this.node;
    return this.workload
      .templateFor(this.state, this.host > 0)
      .render([this.name, this.uid, resourceVersion, node, address, this.ip, this.touched]);
  }
}

/** A node of a large cluster. */
export interface LoadNode {
  readonly name: string;
  readonly address: string;
  /** The first three parts of its /24. */
  readonly prefix: string;
}

/** What all pods of a workload share, as text. */
export class PodText {
  private readonly templates = new Map<string, TextTemplate>();

  constructor(
    readonly spec: LoadWorkload,
    private readonly bornMs: number,
  ) {}

  templateFor(state: PodState, addressed: boolean): TextTemplate {
    const key = `${state}/${addressed}`;
    const template = this.templates.get(key) ?? this.compile(state, addressed);
    this.templates.set(key, template);
    return template;
  }

  private compile(state: PodState, addressed: boolean): TextTemplate {
    const { namespace, name, hash, ownerUid } = this.spec;
    const owner = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      name: `${name}-${hash}`,
      uid: ownerUid,
      controller: true,
      blockOwnerDeletion: true,
    };
    const {
      apiVersion: _apiVersion,
      kind: _kind,
      metadata,
      ...rest
    } = podObject(
      {
        namespace,
        name: gap('name'),
        uid: gap('uid'),
        generateName: `${name}-${hash}-`,
        labels: { app: name, 'pod-template-hash': hash },
        owner,
        containers: [
          {
            name,
            image: `registry.atlas.example/${namespace}/${name}:2.1.0`,
            ports: [
              { name: 'http', containerPort: 8080 },
              { name: 'metrics', containerPort: 9102 },
            ],
          },
        ],
        node: gap('node'),
        annotations: { 'atlas.example/touched': gap('touched') },
        createdMs: this.bornMs,
      },
      { state, ips: addressed ? [gap('ip')] : [], hostIPs: [gap('nodeIP')], sinceMs: this.bornMs + 9000 },
    );
    return compile({ metadata: { ...metadata, resourceVersion: gap('rv') }, ...rest }, gaps);
  }
}

/** A UUID that follows from a number. */
export function uidFor(kind: string, number: number): string {
  const [a, b, c] = ['a', 'b', 'c'].map((part) => hashOf(`${kind}/${number}/${part}`).toString(16).padStart(8, '0'));
  const text = `${a ?? ''}${b ?? ''}${c ?? ''}${number.toString(16).padStart(8, '0')}`;
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-8${text.slice(17, 20)}-${text.slice(20, 32)}`;
}
