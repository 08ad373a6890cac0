import { createClock } from '../clock.js';
import { kubeconfigFor } from '../server/kubeconfig.js';
import { startServer, type SimServer } from '../server/server.js';
import type { SimCluster } from '../store/cluster.js';
import { createExample } from './example.js';
import { startLife } from './life.js';

export interface DemoFleetOptions {
  /** Equal seeds give equal fleets. Default 1. */
  readonly seed?: string | number;
  /** Simulated seconds per second. Default 1; 0: the clusters stand still until advanced by hand. */
  readonly speed?: number;
  /** The moment at which the fleet begins, ms since 1970. Default: now. */
  readonly nowMs?: number;
}

export interface DemoFleet {
  /** YAML with one context per cluster. */
  readonly kubeconfig: string;
  readonly clusters: Readonly<Record<MemberName, SimCluster>>;
  readonly servers: Readonly<Record<MemberName, SimServer>>;
  close(): Promise<void>;
}

type MemberName = 'example';

/** How often a living fleet proves that it is heard. */
const bookmarkMs = 5000;

/** Starts the built-in clusters, each behind its own HTTPS server on a free port of 127.0.0.1. */
export async function startDemoFleet({
  seed = 1,
  speed = 1,
  nowMs = Date.now(),
}: DemoFleetOptions = {}): Promise<DemoFleet> {
  const clusters = { example: createExample({ seed, clock: createClock(nowMs) }) };
  const servers = { example: await startServer(clusters.example, { bookmarkMs }) };
  const lives = Object.values(clusters).map((cluster) => startLife(cluster, { speed }));
  const access = Object.entries(servers).map(([name, { url, ca, token }]) => ({ name, url, ca, token }));
  return {
    kubeconfig: kubeconfigFor(access),
    clusters,
    servers,
    close: async () => {
      for (const life of lives) life.stop();
      await Promise.all(Object.values(servers).map((server) => server.close()));
    },
  };
}
