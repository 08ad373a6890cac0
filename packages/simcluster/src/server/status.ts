/** metav1.Status of kind Failure, as API servers answer instead of an object. */
export interface Status {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** ListMeta of the status; an expired list carries the token with which the rest can still be read. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Thrown by a handler to answer with a Status. */
export class StatusError extends Error {
  constructor(
    readonly status: Status,
    /** Seconds for the Retry-After header. */
    readonly retryAfterSeconds?: number,
  ) {
    super(status.message);
  }
}

export function statusBody({ code, reason, message, details, metadata }: Status): string {
  return JSON.stringify({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: metadata ?? {},
    status: 'Failure',
    message,
    reason,
    ...(details ? { details } : {}),
    code,
  });
}

export function notFound(): StatusError {
  return new StatusError({
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
    details: {},
  });
}

export function objectNotFound(group: string, plural: string, name: string): StatusError {
  const resource = group === '' ? plural : `${plural}.${group}`;
  const details = { name, ...(group === '' ? {} : { group }), kind: plural };
  return new StatusError({ code: 404, reason: 'NotFound', message: `${resource} "${name}" not found`, details });
}

export function badRequest(message: string): StatusError {
  return new StatusError({ code: 400, reason: 'BadRequest', message });
}

export const unauthorized: Status = { code: 401, reason: 'Unauthorized', message: 'Unauthorized' };

export const methodNotAllowed: Status = {
  code: 405,
  reason: 'MethodNotAllowed',
  message: 'the server does not allow this method on the requested resource',
  details: {},
};

export function tooOld(resourceVersion: number, oldest: number): Status {
  const message = `too old resource version: ${resourceVersion} (${oldest})`;
  return { code: 410, reason: 'Expired', message };
}

/** @param token continues the list inconsistently, from where it broke off. */
export function continueExpired(token: string): StatusError {
  const message =
    'The provided continue parameter is too old to display a consistent list result. ' +
    'Start a new list, or go on inconsistently with the continue token of this response.';
  return new StatusError({ code: 410, reason: 'Expired', message, metadata: { continue: token } });
}

/** The client knows a later version than the server. */
export function tooLarge(resourceVersion: number, current: number): StatusError {
  const message = `Too large resource version: ${resourceVersion}, current: ${current}`;
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }];
  return new StatusError({ code: 504, reason: 'Timeout', message, details: { causes, retryAfterSeconds: 1 } }, 1);
}
