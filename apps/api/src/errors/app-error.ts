import type { ErrorBody } from '@netkaart/protocol';

export type ErrorCode = ErrorBody['code'];

/** The closed table of codes: the HTTP status of each. */
export const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  bad_request: 400,
  forbidden_origin: 403,
  forbidden_host: 403,
  not_found: 404,
  too_large: 413,
  internal: 500,
  not_ready: 503,
};

/**
 * The one error that may reach a person outside. `message` is public: what is wrong and what to do, never object
 * contents or credentials. `cause` is for the log.
 */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'AppError';
  }
}

/** A reason not to start, for a person at a terminal: printed without a stack, exit code 1. */
export class StartError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StartError';
  }
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

/** The code (SQLSTATE, errno) of anything that was thrown; '' when it has none. */
export function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : '';
}
