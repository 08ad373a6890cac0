import type { Transport } from '../access/transport.js';
import type { Clock } from '../clock.js';
import type { Intern } from '../prune/intern.js';
import type { ClusterSink } from '../sink.js';
import type { Timing } from '../timing.js';
import type { Contact } from './request.js';
import type { Turns } from './turns.js';

/** What all reflectors of one cluster share. */
export interface Context {
  readonly transport: Transport;
  readonly sink: ClusterSink;
  readonly contact: Contact;
  readonly clock: Clock;
  readonly random: () => number;
  readonly timing: Timing;
  readonly intern: Intern;
  /** At most so many lists at a time. */
  readonly turns: Turns;
  /** Whether lists are asked for zipped. */
  readonly gzip: boolean;
  /** Makes sure that it is still the same cluster; called before a list that may find objects gone. */
  verify(): Promise<void>;
}
