import type { Clock } from './clock.js';
import type { Contact } from './reflector/request.js';
import type { ClusterSink } from './sink.js';

/** Whether the cluster as a whole can be reached; told to the sink when it changes. */
export class Connection implements Contact {
  #detail: string | null = null;

  constructor(
    private readonly sink: ClusterSink,
    private readonly clock: Clock,
    private readonly onBack: () => void,
  ) {}

  answered(): void {
    const wasAway = this.#detail !== null && this.#detail !== '';
    if (this.#detail === '') return;
    this.#detail = '';
    this.sink.connection({ reachable: true, detail: '', retryAt: null });
    if (wasAway) this.onBack();
  }

  failed(detail: string): void {
    if (this.#detail === detail) return;
    this.#detail = detail;
    this.sink.connection({ reachable: false, detail, retryAt: null });
  }

  /** The first contact is tried again at this time. */
  waiting(detail: string, ms: number): void {
    this.#detail = detail;
    this.sink.connection({ reachable: false, detail, retryAt: this.clock.now() + ms });
  }
}
