import { compareVersions, isStale } from './version.js';

/** What a reflector remembers of what it has delivered: the version of each object, and up to where nothing is missing. */
export class Memory {
  #versions = new Map<string, number | string>();
  #position: string | null;
  /** The highest version that was ever reached: what is older is no news. */
  #watermark: string | null;

  constructor(position: string | null) {
    this.#position = position;
    this.#watermark = position;
  }

  /** From where a watch goes on; null: a list is needed. */
  get position(): string | null {
    return this.#position;
  }

  get size(): number {
    return this.#versions.size;
  }

  versionOf(uid: string): string | null {
    const version = this.#versions.get(uid);
    return version === undefined ? null : String(version);
  }

  keep(uid: string, version: string): void {
    const number = Number(version);
    this.#versions.set(uid, Number.isSafeInteger(number) && String(number) === version ? number : version);
  }

  /** For objects that the sink has from an earlier run: of an unknown, older version. */
  adopt(uid: string): void {
    if (!this.#versions.has(uid)) this.#versions.set(uid, 0);
  }

  forget(uid: string): void {
    this.#versions.delete(uid);
  }

  reach(position: string): void {
    this.#position = position;
    if (this.#watermark === null || compareVersions(position, this.#watermark) !== -1) this.#watermark = position;
  }

  /** Whether a snapshot is older than what was seen already. */
  isBehind(resourceVersion: string): boolean {
    return resourceVersion !== this.#watermark && isStale(resourceVersion, this.#watermark);
  }

  /** The position is of no use any more: a list is needed. */
  expire(): void {
    this.#position = null;
  }

  /** Another cluster, or one that was set back: nothing that was remembered holds. */
  reset(): void {
    this.#versions = new Map();
    this.#position = null;
    this.#watermark = null;
  }
}
