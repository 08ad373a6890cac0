import type { ServiceSpec } from '../../objects/service.js';

/** A Service and the workload behind it, in the fewest words. */
export interface Row {
  readonly namespace: string;
  readonly name: string;
  /** Default Deployment. */
  readonly kind?: 'Deployment' | 'StatefulSet';
  readonly pods: number;
  /** ClusterIP; absent: drawn from the seed. 'None': headless. */
  readonly ip?: string;
  /** Service port, default 80. */
  readonly port?: number;
  /** Port of the container, default 8080. */
  readonly container?: number;
  /** Name of the container's port, default `http`. */
  readonly portName?: string;
  /** Default: the container's number. */
  readonly targetPort?: number | string;
  readonly type?: ServiceSpec['type'];
  readonly nodePort?: number;
  readonly loadBalancer?: readonly string[];
  readonly more?: Readonly<Record<string, unknown>>;
  readonly hash?: string;
  /** Drawn: address, and name suffix where that is drawn too. */
  readonly at?: readonly (readonly [ip: string, suffix?: string])[];
  /** Drawn: nodes (`a-07`) on which its pods stand, one pod for each mention. */
  readonly on?: readonly string[];
  /** Nodes whose failing pod is this workload's, and how it fails. */
  readonly failing?: readonly (readonly [node: string, state: 'CrashLoopBackOff' | 'ImagePullBackOff'])[];
  /** Nodes whose pod that is not ready is this workload's. */
  readonly notReady?: readonly string[];
  /** Pods on the silent node. */
  readonly unknown?: number;
  readonly labels?: Readonly<Record<string, string>>;
  /** Where the Service selects others than the workload's own label `app`. */
  readonly selector?: Readonly<Record<string, string>>;
  /** A workload without a Service. */
  readonly alone?: boolean;
  /** Age of the Service; default: old. */
  readonly serviceAgeMs?: number;
}
