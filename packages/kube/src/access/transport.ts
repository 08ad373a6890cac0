/** A started answer: its head is there, its body arrives. */
export interface Answer {
  readonly status: number;
  /** A header's value, '' when absent; names in lower case. */
  header(name: string): string;
  /** The bytes as they arrive, unzipped. Fails when the connection breaks before the end. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Lets go of the connection; may be called at any time, and again. */
  close(): void;
}

export interface GetOptions {
  /** The header Accept; application/json when absent. */
  readonly accept?: string;
  /** Whether a zipped body is welcome. */
  readonly gzip?: boolean;
  /** Ends the request, or the body. */
  readonly signal: AbortSignal;
}

/** Reads from one API server. There is no way to write. */
export interface Transport {
  /** GET. Resolves with whatever status; rejects with NoAnswer when there is none, or when the signal aborts. */
  get(path: string, options: GetOptions): Promise<Answer>;
  /** Forgets the credentials and gets them anew (one attempt at a time). Rejects with NoAnswer when that fails. */
  refresh(): Promise<void>;
  /** From now on uses new connections. */
  rotate(): void;
  close(): void;
}

/** There is no answer: no connection, no credentials. The message is for people. */
export class NoAnswer extends Error {}
