import type { Change } from '@netkaart/topology';
import { summaryOf, type ChangeSummary } from './change-summary';
import type { World } from './world';

const EVERY_MS = 10_000;

/** Collects what happens and tells it in one sentence per ten seconds, for the live region. */
export class ChangeReporter {
  #changes: Change[] = [];
  #waits = false;

  constructor(
    private readonly world: World,
    private readonly after: (ms: number, run: () => void) => () => void,
    private readonly tell: (summary: ChangeSummary) => void,
  ) {}

  add(changes: readonly Change[]): void {
    for (const change of changes) this.#changes.push(change);
    if (this.#waits) return;
    this.#waits = true;
    this.after(EVERY_MS, () => this.#report());
  }

  #report(): void {
    this.#waits = false;
    const summary = summaryOf(this.#changes, this.world);
    this.#changes = [];
    if (summary) this.tell(summary);
  }
}
