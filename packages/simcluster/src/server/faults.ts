import type { ServerResponse } from 'node:http';
import { sendStatus } from './write.js';
import type { Status } from './status.js';

/** What may go wrong with one request. */
export type Fault =
  /** Answered with a Status at once. */
  | { readonly type: 'status'; readonly status: Status; readonly retryAfterSeconds?: number }
  /** Taken and never answered. */
  | { readonly type: 'hang' }
  /** The connection is cut after so many bytes of the body. */
  | { readonly type: 'reset'; readonly afterBytes: number }
  /** After so many bytes of the body the text is spoilt; the stream goes on. */
  | { readonly type: 'garble'; readonly afterBytes: number }
  /** The body goes on, but nothing more of it is sent: a half-open connection. */
  | { readonly type: 'silence'; readonly afterBytes: number };

export interface RequestInfo {
  readonly path: string;
  readonly params: URLSearchParams;
  /** `pods`, or '' where no resource is addressed. */
  readonly resource: string;
  readonly watch: boolean;
}

/** Decides which fault a request meets. */
export type FaultPlan = (request: RequestInfo) => Fault | null;

/** Applies a fault. Returns whether the request is dealt with already. */
export function applyFault(fault: Fault, response: ServerResponse): boolean {
  if (fault.type === 'status') sendStatus(response, fault.status, fault.retryAfterSeconds);
  else if (fault.type !== 'hang') spoilBody(fault, response);
  return fault.type === 'status' || fault.type === 'hang';
}

function spoilBody(fault: Exclude<Fault, { type: 'status' | 'hang' }>, response: ServerResponse): void {
  const write = response.write.bind(response) as (chunk: Buffer) => boolean;
  const end = response.end.bind(response) as () => ServerResponse;
  let left = fault.afterBytes;
  const spoilt = (chunk: Buffer): boolean => {
    const whole = left >= chunk.length;
    const kept = chunk.subarray(0, left);
    left -= kept.length;
    if (whole) return write(chunk);
    if (fault.type === 'reset') return (write(kept), response.destroy(), false);
    if (fault.type === 'silence') return (kept.length > 0 && write(kept), true);
    left = Infinity;
    return write(Buffer.concat([kept, Buffer.from('\u0000{"'), chunk.subarray(kept.length)]));
  };
  response.write = ((chunk: Buffer | string) => spoilt(Buffer.from(chunk))) as typeof response.write;
  response.end = ((chunk?: Buffer | string) => {
    if (chunk !== undefined) spoilt(Buffer.from(chunk));
    return fault.type === 'silence' && left === 0 ? response : end();
  }) as typeof response.end;
}
