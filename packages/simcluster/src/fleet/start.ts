import { createClock } from '../clock.js';
import { kubeconfigFor } from '../server/kubeconfig.js';
import { startServer, type SimServer } from '../server/server.js';
import type { SimCluster } from '../store/cluster.js';
import { createEdge } from './edge.js';
import { createExample } from './example.js';
import { createHarbour } from './harbour/create.js';
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

type MemberName = 'example' | 'harbour' | 'edge';

/** How often a living fleet proves that it is heard. */
const bookmarkMs = 5000;

/** When edge is out of reach for the first time, how often, and for how long: in simulated time. */
const outage = { firstMs: 5 * 60_000, everyMs: 12 * 60_000, lastsMs: 60_000 };

/** Starts the built-in clusters, each behind its own HTTPS server on a free port of 127.0.0.1. */
export async function startDemoFleet({
  seed = 1,
  speed = 1,
  nowMs = Date.now(),
}: DemoFleetOptions = {}): Promise<DemoFleet> {
  const clusters = {
    example: createExample({ seed, clock: createClock(nowMs) }),
    harbour: createHarbour({ seed, clock: createClock(nowMs) }),
    edge: createEdge({ seed, clock: createClock(nowMs) }),
  };
  const [example, harbour, edge] = await Promise.all(
    [clusters.example, clusters.harbour, clusters.edge].map((cluster) => startServer(cluster, { bookmarkMs })),
  );
  if (!example || !harbour || !edge) throw new Error('A server of the demo fleet did not start.');
  const servers = { example, harbour, edge };
  loseSometimes(clusters.edge, edge);
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

/** The line to a site breaks now and then. */
function loseSometimes(cluster: SimCluster, server: SimServer): void {
  const lose = (): void => {
    void server.setReachable(false);
    cluster.after(outage.lastsMs, () => void server.setReachable(true));
    cluster.after(outage.everyMs, lose);
  };
  cluster.after(outage.firstMs, lose);
}
