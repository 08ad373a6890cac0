import { AppError } from '../errors/app-error.js';

/** The parts of a request that tell where it came from. */
export interface Approach {
  readonly host: string | undefined;
  readonly origin: string | undefined;
}

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Lets through what a person at this machine sent, against other web sites that point a name of theirs at 127.0.0.1:
 * the Host must be a loopback name, and an Origin, where there is one, the very site that is asked (or one of `origins`,
 * such as a development server). Throws an AppError for people.
 */
export function checkApproach({ host, origin }: Approach, origins: readonly string[]): void {
  const name = hostname(host);
  if (name === null || !LOOPBACK_NAMES.has(name)) {
    throw new AppError(
      'forbidden_host',
      `Netkaart answers to localhost and 127.0.0.1 only, not to "${printable(host)}". Open http://localhost:PORT, or forward the port.`,
    );
  }
  if (origin === undefined || origin === `http://${host ?? ''}` || origins.includes(origin)) return;
  throw new AppError('forbidden_origin', `Pages of "${printable(origin)}" may not read from Netkaart.`);
}

function hostname(host: string | undefined): string | null {
  const match = /^(\[[0-9a-fA-F:.]+\]|[^:[\]]+)(:\d{1,5})?$/.exec(host ?? '');
  return match?.[1]?.toLowerCase() ?? null;
}

/** Foreign text in a message: short and without control characters. */
function printable(text: string | undefined): string {
  return (text ?? '').replace(/[^\x20-\x7e]/g, '?').slice(0, 80);
}
