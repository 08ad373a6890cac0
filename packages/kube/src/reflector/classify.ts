import { clean, isObject } from '../prune/fields.js';
import type { Failure, Verb } from './failure.js';

const DETAIL_MAX = 500;

/** What was asked, for the message: `list ingresses.networking.k8s.io`. */
export interface Asked {
  readonly verb: Verb;
  readonly what: string;
}

/** What the server said instead of an answer: an HTTP status with a Status object, or an ERROR event (its code). */
export interface Refusal {
  readonly code: number;
  /** The body, parsed; anything. */
  readonly status: unknown;
  /** The header Retry-After, '' when there is none. */
  readonly retryAfter: string;
}

/** The failure that a refusal means. Follows the codes and reasons of apimachinery's errors. */
export function classify(asked: Asked, refusal: Refusal): Failure {
  const { reason, message } = readStatus(refusal.status);
  const detail = `${asked.verb} ${asked.what}: ${message || `HTTP ${refusal.code}`}`.slice(0, DETAIL_MAX);
  if (refusal.code === 410 || reason === 'Expired' || reason === 'Gone') return { type: 'expired', detail };
  switch (refusal.code) {
    case 401:
      return { type: 'unauthorized', detail: 'The API server refuses the credentials (401 Unauthorized). Renew them.' };
    case 403:
    case 405:
      return { type: 'denied', verb: asked.verb, detail: forbidden(asked, message).slice(0, DETAIL_MAX) };
    case 404:
      return { type: 'absent', detail: `${asked.what} is not served by this API server.` };
    case 429:
      return { type: 'throttled', retryAfterMs: retryAfterMs(refusal), detail };
    default:
      return { type: 'server', detail };
  }
}

function forbidden({ verb, what }: Asked, message: string): string {
  return `${verb} ${what} is forbidden${message === '' ? '' : `: ${message}`}`;
}

function readStatus(status: unknown): { reason: string; message: string } {
  if (!isObject(status)) return { reason: '', message: '' };
  const { reason, message } = status;
  return {
    reason: typeof reason === 'string' ? reason : '',
    message: typeof message === 'string' ? clean(message.slice(0, DETAIL_MAX)) : '',
  };
}

/** Retry-After in whole seconds, from the header or the Status; null when it is absent or garbage. */
function retryAfterMs({ retryAfter, status }: Refusal): number | null {
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter) * 1000;
  const details = isObject(status) && isObject(status['details']) ? status['details'] : {};
  const { retryAfterSeconds } = details;
  return typeof retryAfterSeconds === 'number' && retryAfterSeconds > 0 ? retryAfterSeconds * 1000 : null;
}
