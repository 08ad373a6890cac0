import { timestamp } from '../clock.js';
import type { Recipe } from '../store/stored-object.js';
import { type PodRecipe, uidFor } from './pod-recipe.js';
import { suffixFor, type LoadWorkload } from './names.js';

/** One version of an EndpointSlice of a large cluster: it remembers the pods' versions, and writes them when asked. */
export class SliceRecipe implements Recipe {
  readonly apiVersion = 'discovery.k8s.io/v1';
  readonly kind = 'EndpointSlice';

  constructor(
    private readonly workload: LoadWorkload,
    readonly serial: number,
    readonly pods: readonly PodRecipe[],
    private readonly bornMs: number,
  ) {}

  get namespace(): string {
    return this.workload.namespace;
  }

  get name(): string {
    return `${this.workload.name}-${suffixFor(this.serial)}`;
  }

  get uid(): string {
    return uidFor('slice', this.serial);
  }

  /** The next version: one pod more, another version of one, or one pod less. */
  with(pod: PodRecipe, present: boolean): SliceRecipe {
    const others = this.pods.filter(({ serial }) => serial !== pod.serial);
    return new SliceRecipe(this.workload, this.serial, present ? [...others, pod] : others, this.bornMs);
  }

  render(resourceVersion: number): string {
    const { namespace, name, serviceUid } = this.workload;
    const metadata = {
      name: this.name,
      namespace,
      generateName: `${name}-`,
      uid: this.uid,
      resourceVersion: String(resourceVersion),
      creationTimestamp: timestamp(this.bornMs),
      labels: {
        app: name,
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        'kubernetes.io/service-name': name,
      },
      ownerReferences: [
        { apiVersion: 'v1', kind: 'Service', name, uid: serviceUid, controller: true, blockOwnerDeletion: true },
      ],
    };
    const endpoints = this.pods.map(endpointOf).join(',');
    const ports = '[{"name":"http","port":8080,"protocol":"TCP"}]';
    return `{"metadata":${JSON.stringify(metadata)},"addressType":"IPv4","endpoints":[${endpoints}],"ports":${ports}}`;
  }
}

function endpointOf(pod: PodRecipe): string {
  const ready = pod.state === 'Running';
  const target = `{"kind":"Pod","namespace":"${pod.namespace}","name":"${pod.name}","uid":"${pod.uid}"}`;
  const conditions = `{"ready":${ready},"serving":${ready},"terminating":false}`;
  return `{"addresses":["${pod.ip}"],"conditions":${conditions},"nodeName":"${pod.node.name}","targetRef":${target}}`;
}
