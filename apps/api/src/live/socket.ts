/** All that the hub needs of a connection. */
export interface LiveSocket {
  readonly isOpen: boolean;
  /** Bytes that were sent and that the network has not taken yet. */
  readonly buffered: number;
  /** `flushed` is called when the network has taken the text. */
  send(text: string, flushed: () => void): void;
  close(code: number, reason: string): void;
}

/** Close codes of our own, and the two standard ones that we use. */
export const CLOSE = { goingAway: 1001, policy: 1008, incompatible: 4400, silent: 4408, slow: 4409 } as const;
