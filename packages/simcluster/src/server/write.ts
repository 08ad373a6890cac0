import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { constants, createGzip } from 'node:zlib';
import { statusBody, StatusError, type Status } from './status.js';

/** The server compresses answers of at least this size for clients that accept it. */
const gzipFromBytes = 128 * 1024;
const pieceBytes = 64 * 1024;

export function sendJson(response: ServerResponse, code: number, body: string, contentType = 'application/json'): void {
  response.writeHead(code, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

export function sendStatus(response: ServerResponse, status: Status, retryAfterSeconds?: number): void {
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
  sendJson(response, status.code, statusBody(status));
}

/** Answers with what a handler threw; anything but a StatusError is a 500 that says what broke. */
export function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof StatusError) sendStatus(response, error.status, error.retryAfterSeconds);
  else
    sendStatus(response, { code: 500, reason: 'InternalError', message: `Internal error occurred: ${String(error)}` });
}

/** Streams pieces as one body: gathered to 64 KB, waiting for the client, compressed when it is large and accepted. */
export async function sendPieces(
  request: IncomingMessage,
  response: ServerResponse,
  pieces: Iterable<Buffer>,
  expectedBytes: number,
): Promise<void> {
  const gzip = expectedBytes >= gzipFromBytes && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  response.writeHead(200, {
    'content-type': 'application/json',
    ...(gzip ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {}),
  });
  const body: Writable = gzip ? createGzip({ level: constants.Z_BEST_SPEED }) : response;
  if (gzip) body.pipe(response);
  await writeAll(body, response, pieces);
  body.end();
}

async function writeAll(body: Writable, response: ServerResponse, pieces: Iterable<Buffer>): Promise<void> {
  for (const block of gathered(pieces)) {
    if (response.destroyed) break;
    if (!body.write(block)) await drained(body, response);
  }
}

/** Until there is room again, or nobody reads any more. */
function drained(body: Writable, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      body.off('drain', done);
      response.off('close', done);
      resolve();
    };
    body.on('drain', done);
    response.on('close', done);
  });
}

function* gathered(pieces: Iterable<Buffer>): Generator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    held.push(piece);
    bytes += piece.length;
    if (bytes < pieceBytes) continue;
    yield Buffer.concat(held, bytes);
    [held, bytes] = [[], 0];
  }
  yield Buffer.concat(held, bytes);
}
