/** Things to do at moments of simulated time; equal moments in the order in which they were planned. */
export class Timers {
  private readonly heap: Timer[] = [];
  private planned = 0;

  plan(atMs: number, run: () => void): void {
    this.heap.push({ atMs, order: this.planned++, run });
    this.rise(this.heap.length - 1);
  }

  /** The moment of the next one, or Infinity. */
  nextAt(): number {
    return this.heap[0]?.atMs ?? Infinity;
  }

  /** Takes out the next one. */
  take(): (() => void) | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (first === undefined || last === undefined || this.heap.length === 0) return first?.run;
    this.heap[0] = last;
    this.sink(0);
    return first.run;
  }

  private rise(index: number): void {
    for (let child = index; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!this.swapUnlessOrdered(parent, child)) return;
      child = parent;
    }
  }

  private sink(index: number): void {
    for (let parent = index; ;) {
      const child = this.earlierChild(parent);
      if (child >= this.heap.length || !this.swapUnlessOrdered(parent, child)) return;
      parent = child;
    }
  }

  private earlierChild(parent: number): number {
    const left = 2 * parent + 1;
    const right = this.heap[left + 1];
    const other = this.heap[left];
    return right && other && before(right, other) ? left + 1 : left;
  }

  private swapUnlessOrdered(parent: number, child: number): boolean {
    const [a, b] = [this.heap[parent], this.heap[child]];
    if (!a || !b || before(a, b)) return false;
    this.heap[parent] = b;
    this.heap[child] = a;
    return true;
  }
}

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

function before(a: Timer, b: Timer): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
