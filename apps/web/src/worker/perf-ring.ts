/** The last draw times in ms, oldest overwritten first. */
export class PerfRing {
  readonly #times: Float64Array;
  #count = 0;

  constructor(capacity = 240) {
    this.#times = new Float64Array(capacity);
  }

  add(ms: number): void {
    this.#times[this.#count % this.#times.length] = ms;
    this.#count += 1;
  }

  /** Oldest first. */
  values(): number[] {
    const size = this.#times.length;
    if (this.#count <= size) return [...this.#times.subarray(0, this.#count)];
    const at = this.#count % size;
    return [...this.#times.subarray(at), ...this.#times.subarray(0, at)];
  }
}
