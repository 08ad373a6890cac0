import { withoutManagedFields } from './managed-fields.js';

/** Bytes of one JSON value, gathered over chunks; only the first `headBytes` are kept once it grows over `maxBytes`. */
export class Piece {
  #parts: Uint8Array[] = [];
  #bytes = 0;
  #oversize = false;

  constructor(private readonly limits: Limits) {}

  get bytes(): number {
    return this.#bytes;
  }

  get isOversize(): boolean {
    return this.#oversize;
  }

  /** Takes part of a chunk; the chunk must not be changed afterwards. */
  add(part: Uint8Array): void {
    this.#bytes += part.length;
    if (this.#oversize) return;
    this.#parts.push(part);
    if (this.#bytes > this.limits.maxBytes) this.#cut();
  }

  /** The text so far. */
  peek(): string {
    return Buffer.concat(this.#parts).toString('utf8');
  }

  /**
   * The text so far without managedFields, and a fresh start. UTF-8 is decoded as a whole, so that chunks may split
   * characters.
   */
  take(): string {
    const [only] = this.#parts;
    const whole = this.#parts.length === 1 && only !== undefined ? only : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#bytes = 0;
    this.#oversize = false;
    return withoutManagedFields(asBuffer(whole));
  }

  #cut(): void {
    this.#oversize = true;
    this.#parts = [new Uint8Array(Buffer.concat(this.#parts).subarray(0, this.limits.headBytes))];
  }
}

export interface Limits {
  readonly maxBytes: number;
  readonly headBytes: number;
}

/** etcd takes 1.5 MB; whatever is larger than this is no object that Kubernetes stores. */
export const defaultLimits: Limits = { maxBytes: 8 * 1024 * 1024, headBytes: 64 * 1024 };

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
