import type { ClusterSink, Resource, ResourceState } from '../sink.js';

/** Tells the sink the state of a resource, each time that it differs from the last. */
export class Status {
  #last: ResourceState = { phase: 'waiting', read: 0, total: null, detail: '', retryAt: null };

  constructor(
    private readonly sink: ClusterSink,
    private readonly resource: () => Resource,
  ) {}

  get phase(): ResourceState['phase'] {
    return this.#last.phase;
  }

  set(change: Partial<ResourceState>): void {
    const next = { ...this.#last, ...change };
    const isSame = (Object.keys(next) as (keyof ResourceState)[]).every((key) => next[key] === this.#last[key]);
    if (isSame) return;
    this.#last = next;
    this.sink.state(this.resource(), next);
  }
}
