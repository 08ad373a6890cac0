import type { KubeObject, StoredObject } from './object.js';

/** A version that is held parsed; its bytes are made at the first request and kept. */
export function storeParsed(object: KubeObject, resourceVersion: number): StoredObject {
  let bytes: Buffer | null = null;
  return {
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
    uid: object.metadata.uid ?? '',
    resourceVersion,
    read: () => object,
    bytes: () => (bytes ??= Buffer.from(bodyOf(object))),
  };
}

/** What a version is made of when holding it would cost too much: everything but its text. */
export interface Recipe {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** JSON without apiVersion and kind, beginning with `{"metadata":`; the same text at every call. */
  render(resourceVersion: number): string;
}

/** A version that is written anew at each request: for clusters too large to hold. */
export class RenderedObject implements StoredObject {
  constructor(
    private readonly recipe: Recipe,
    readonly resourceVersion: number,
  ) {}

  get namespace(): string {
    return this.recipe.namespace;
  }
  get name(): string {
    return this.recipe.name;
  }
  get uid(): string {
    return this.recipe.uid;
  }

  bytes(): Buffer {
    return Buffer.from(this.recipe.render(this.resourceVersion));
  }

  read(): KubeObject {
    const { apiVersion, kind } = this.recipe;
    const body = JSON.parse(this.recipe.render(this.resourceVersion)) as Omit<KubeObject, 'apiVersion' | 'kind'>;
    return { apiVersion, kind, ...body } as KubeObject;
  }
}

function bodyOf(object: KubeObject): string {
  const { apiVersion: _apiVersion, kind: _kind, metadata, ...rest } = object;
  return JSON.stringify({ metadata, ...rest });
}
