import { randomBytes } from 'node:crypto';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ErrorBody } from '@netkaart/protocol';
import { AppError, HTTP_STATUS, messageOf, type ErrorCode } from '../errors/app-error.js';
import type { Log } from '../log.js';

/** What is read of a request and written to a response; any Express-like platform has it. */
export interface FilteredRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}
export interface FilteredResponse {
  readonly headersSent: boolean;
  setHeader(name: string, value: string): unknown;
  status(code: number): { json(body: ErrorBody): unknown; send(body: string): unknown; end(): unknown };
}

/** The one way out for errors: the protocol's error body, or the site's own page for a person who followed a dead link. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    /** HTML of the site's 404 page, or null. */
    private readonly notFoundPage: () => { readonly html: string; readonly policy: string } | null,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FilteredRequest>(), http.getResponse<FilteredResponse>());
  }

  answer(thrown: unknown, request: FilteredRequest, response: FilteredResponse): void {
    const error = toAppError(thrown);
    const requestId = newRequestId();
    const status = HTTP_STATUS[error.code];
    if (error.code === 'internal')
      this.log.error({ requestId, path: request.path, reason: messageOf(error.cause) }, 'A request failed');
    if (response.headersSent) return void response.status(status).end();
    response.setHeader('x-request-id', requestId);
    response.setHeader('Cache-Control', 'no-store');
    const page = error.code === 'not_found' && wantsPage(request) ? this.notFoundPage() : null;
    if (page === null)
      return void response.status(status).json({ code: error.code, message: error.message, requestId });
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', page.policy);
    response.status(status).send(page.html);
  }
}

/** The only door from `unknown`. Anything unforeseen becomes `internal`, its text stays in the log. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown);
  const code: ErrorCode =
    status === 404
      ? 'not_found'
      : status === 413
        ? 'too_large'
        : status >= 400 && status < 500
          ? 'bad_request'
          : 'internal';
  return new AppError(code, PUBLIC[code], thrown);
}

const PUBLIC: Readonly<Record<'not_found' | 'too_large' | 'bad_request' | 'internal', string>> = {
  not_found: 'This address leads nowhere. /api lists all of the API.',
  too_large: 'The request is too large.',
  bad_request: "The request can't be understood.",
  internal: 'Something went wrong inside Netkaart; the log has the reason under this request id.',
};

function statusOf(thrown: unknown): number {
  const status = typeof thrown === 'object' && thrown !== null && 'status' in thrown ? thrown.status : 500;
  return typeof status === 'number' ? status : 500;
}

function wantsPage({ method, path, headers }: FilteredRequest): boolean {
  return method === 'GET' && !path.startsWith('/api') && String(headers.accept ?? '').includes('text/html');
}

function newRequestId(): string {
  return randomBytes(8).toString('hex');
}
