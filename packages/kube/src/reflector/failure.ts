/** Why a request or a stream failed, as far as it decides what to do next. `detail` is for people. */
export type Failure = { readonly detail: string } & (
  | { readonly type: 'expired' }
  | { readonly type: 'unauthorized' }
  | { readonly type: 'denied'; readonly verb: Verb }
  | { readonly type: 'absent' }
  | { readonly type: 'throttled'; readonly retryAfterMs: number | null }
  | { readonly type: 'server' }
  | { readonly type: 'network'; readonly answered: boolean }
  | { readonly type: 'stalled' }
  | { readonly type: 'malformed' }
  | { readonly type: 'store' }
  | { readonly type: 'older' }
);

export type Verb = 'get' | 'list' | 'watch';

/** A failure on its way to whoever decides what to do. */
export class Failed extends Error {
  constructor(readonly failure: Failure) {
    super(failure.detail);
  }
}

/** The failure in anything that was thrown. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failed) return error.failure;
  return { type: 'malformed', detail: error instanceof Error ? error.message : String(error) };
}
