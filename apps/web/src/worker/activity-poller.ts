import type { Activity } from '@netkaart/protocol';

export interface ActivityPorts {
  /** GET activity of a cluster, '' = all together. */
  readonly read: (cluster: string) => Promise<Activity>;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly show: (activity: Activity) => void;
}

const EVERY_MS = 10_000;

/** The last hour of one cluster (or of all), read again every 10 s. A failed read leaves the last picture. */
export class ActivityPoller {
  #cluster: string | null = null;
  #cancel: (() => void) | null = null;

  constructor(private readonly ports: ActivityPorts) {}

  watch(cluster: string): void {
    if (cluster === this.#cluster) return;
    this.#cluster = cluster;
    this.refresh();
  }

  /** Reads now, for instance after the line came back. */
  refresh(): void {
    const cluster = this.#cluster;
    if (cluster === null) return;
    this.#cancel?.();
    this.#cancel = this.ports.after(EVERY_MS, () => this.refresh());
    this.ports.read(cluster).then(
      (activity) => {
        if (cluster === this.#cluster) this.ports.show(activity);
      },
      () => undefined,
    );
  }
}
