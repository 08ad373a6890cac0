import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createRandom } from '../random.js';
import type { SimCluster } from '../store/cluster.js';
import { serverCertificate } from './certificate.js';
import type { FaultPlan } from './faults.js';
import { handle, type Handling } from './handle.js';
import { kubeconfigFor } from './kubeconfig.js';
import { sendError } from './write.js';

export interface ServerOptions {
  /** Default: a free one. Always on 127.0.0.1. */
  readonly port?: number;
  /** Waited before each answer. */
  readonly latencyMs?: number;
  readonly faults?: FaultPlan;
  /** Default 60 s, as a real server; the demo fleet is quicker. */
  readonly bookmarkMs?: number;
  /** Default 30 minutes. */
  readonly watchTimeoutSeconds?: number;
  /** Unread bytes at which a slow watch is dropped. Default 8 MB. */
  readonly backlogBytes?: number;
  /** Told of each request when it arrives. */
  readonly onRequest?: (method: string, url: string) => void;
}

/** A running API server of one cluster. */
export interface SimServer {
  readonly url: string;
  /** PEM of the certificate that signs the server. */
  readonly ca: string;
  readonly token: string;
  /** YAML with one context, named like the cluster. */
  readonly kubeconfig: string;
  /** Who holds which token: token to user name. Replacing it makes old tokens answer 401. */
  setTokens(tokens: Readonly<Record<string, string>>): void;
  setFaults(faults: FaultPlan | null): void;
  /** Cuts every connection, as a restarting server does. */
  cut(): void;
  /** False: connections are cut and new ones refused, until true; the port stays the same. */
  setReachable(reachable: boolean): Promise<void>;
  close(): Promise<void>;
}

/** The name under which the server's own token is known. */
export const DEFAULT_USER = 'system:serviceaccount:netkaart:netkaart';

/** Serves a cluster over HTTPS on 127.0.0.1. */
export async function startServer(cluster: SimCluster, options: ServerOptions = {}): Promise<SimServer> {
  const { key, cert } = await serverCertificate();
  const token = `sim-${cluster.name}-${createRandom(`token/${cluster.name}`).hex(32)}`;
  const handling = handlingOf(cluster, token, options);
  const listener = createServer({ key, cert, keepAliveTimeout: 60_000 }, (request, response) => {
    options.onRequest?.(request.method ?? '', request.url ?? '');
    void answer(handling, request, response);
  });
  const sockets = trackSockets(listener);
  const listen = async (port: number): Promise<void> => {
    listener.listen(port, '127.0.0.1');
    await once(listener, 'listening');
  };
  await listen(options.port ?? 0);
  const { port } = listener.address() as AddressInfo;
  handling.address = `127.0.0.1:${port}`;
  const url = `https://${handling.address}`;
  const stop = async (): Promise<void> => {
    if (!listener.listening) return;
    const closed = once(listener, 'close');
    listener.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url,
    ca: cert,
    token,
    kubeconfig: kubeconfigFor([{ name: cluster.name, url, ca: cert, token }]),
    setTokens: (tokens) => {
      handling.users = new Map(Object.entries(tokens));
    },
    setFaults: (faults) => {
      handling.faults = faults;
    },
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    setReachable: async (reachable) => {
      if (!reachable) await stop();
      else if (!listener.listening) await listen(port);
    },
    close: stop,
  };
}

function handlingOf(cluster: SimCluster, token: string, options: ServerOptions): Handling {
  return {
    cluster,
    address: '',
    users: new Map([[token, DEFAULT_USER]]),
    faults: options.faults ?? null,
    latencyMs: options.latencyMs ?? 0,
    timing: {
      bookmarkMs: options.bookmarkMs ?? 60_000,
      timeoutSeconds: options.watchTimeoutSeconds ?? 1800,
      backlogBytes: options.backlogBytes ?? 8 * 1024 * 1024,
    },
  };
}

async function answer(handling: Handling, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await handle(handling, request, response);
  } catch (error) {
    sendError(response, error);
  }
}

function trackSockets(listener: ReturnType<typeof createServer>): Set<Socket> {
  const sockets = new Set<Socket>();
  listener.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}
