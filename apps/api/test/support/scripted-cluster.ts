import { RESOURCES, type ClusterSink, type Resource, type ResumePoint } from '@netkaart/kube';
import type { Kind, NetRecord } from '@netkaart/topology';
import type { FleetMember } from '../../src/collector/fleet.js';

/** A cluster that says what the test wants, in the place of a reader of a real one. */
export class ScriptedCluster {
  readonly member: FleetMember;
  /** Resume points that the newest reader was given. */
  resume: ReadonlyMap<string, ResumePoint> = new Map();
  /** Readers opened so far. */
  readers = 0;
  #sink: ClusterSink | null = null;

  constructor(
    name = 'scripted',
    readonly identity = { uid: `${name}-uid`, version: 'v1.34.0' },
  ) {
    this.member = {
      entry: { slug: name, name, source: 'https://scripted.invalid', demo: false },
      openReader: (sink, resume) => {
        this.#sink = sink;
        this.resume = resume;
        this.readers += 1;
        return { start: () => void sink.identity(this.identity), stop: () => Promise.resolve() };
      },
    };
  }

  get sink(): ClusterSink {
    if (this.#sink === null) throw new Error('No reader was opened yet.');
    return this.#sink;
  }

  /** States of objects, as a watch would tell them. */
  async tell(records: readonly NetRecord[], at = Date.now()): Promise<void> {
    for (const record of records) await this.sink.upsert(resourceOf(record.kind), [record], at);
  }

  async gone(kind: Kind, uids: readonly string[], at = Date.now()): Promise<void> {
    await this.sink.remove(resourceOf(kind), uids, at, { type: 'observed' });
  }

  /** Everything up to a version was told; the kind is live. */
  async settle(kinds: readonly Kind[], resourceVersion: string, at = Date.now()): Promise<void> {
    this.sink.connection({ reachable: true, detail: '', retryAt: null });
    for (const kind of kinds) {
      const resource = resourceOf(kind);
      await this.sink.advance(resource, { resourceVersion, at }, at);
      this.sink.state(resource, { phase: 'live', read: 0, total: null, detail: '', retryAt: null });
      this.sink.proven(resource, at);
    }
  }
}

export function resourceOf(kind: Kind): Resource {
  const resource = RESOURCES.find((each) => each.kind === kind);
  if (!resource) throw new Error(`No resource of kind ${kind}.`);
  return resource;
}
