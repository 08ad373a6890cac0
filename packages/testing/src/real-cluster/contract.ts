/** What a real cluster shall be; every part has a default. */
export interface RealClusterOptions {
  /** How many nodes are there from the start; default 0. */
  nodes?: number;
  /** The IPv4 range of all pods; default 10.244.0.0/16. */
  podCidr?: string;
  /** The IPv4 range of all services; default 10.96.0.0/16. */
  serviceCidr?: string;
  /** The prefix length of one node's subnet; default 24. The range has room for 2^(this - the range's own) nodes. */
  nodeMaskSize?: number;
  /** Added to the API server's own flags, and stronger than these. */
  apiserverFlags?: string[];
  /** Whether controllers, scheduler and simulated kubelets run; default true. Without them objects just lie there, and nodes are given their subnets at once. */
  workloads?: boolean;
}

/** A Kubernetes control plane on loopback, with real objects and simulated nodes. Its owner closes it. */
export interface RealCluster {
  readonly url: string;
  /** Of the administrator; its only context is named `real`. */
  readonly kubeconfigPath: string;
  /** The administrator's bearer token. */
  readonly token: string;
  /** The PEM certificates that a client has to trust. */
  readonly ca: string;
  /** Runs kubectl as the administrator; its standard output, or an error with its standard error. */
  kubectl(...args: string[]): Promise<string>;
  /** Creates or changes objects by server-side apply. */
  apply(...objects: object[]): Promise<void>;
  /** The path of a kubeconfig whose context is named `real-USER`. The users `admin`, `viewer` and `nobody` have tokens; others bring their own. No user but admin has rights that nobody bound to it. */
  kubeconfigFor(user: string, token?: string): Promise<string>;
  /** Adds the nodes `node-0000`, `node-0001`… from `offset` on, with flannel's annotations; resolves when pods can be scheduled on them. */
  addNodes(count: number, offset?: number): Promise<void>;
  /** Ends the API server as a crash would, and with it every connection to it; resolves when its port is free. */
  stopApiserver(): Promise<void>;
  /** Starts it again at the same address with the same data and certificate; resolves when it is ready. */
  startApiserver(): Promise<void>;
  /**
   * Forgets all revisions of the store before the current one, so that requests for them are answered
   * by 410: at once where the API server runs with --watch-cache=false; else lists within 20 s, and
   * watches from its next start on, because until then it answers out of its cache.
   */
  compact(): Promise<void>;
  /** Ends its processes, waits until they are gone, and removes its folder. May be called again. */
  close(): Promise<void>;
}
