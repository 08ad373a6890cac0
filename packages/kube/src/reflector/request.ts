import { NoAnswer, type Answer, type GetOptions, type Transport } from '../access/transport.js';
import { classify, type Asked } from './classify.js';
import { Failed } from './failure.js';

const REFUSAL_MAX = 64 * 1024;

/** Told whether the server answers at all; a breaking stream is no news. */
export interface Contact {
  answered(): void;
  failed(detail: string): void;
}

/** GET with a 200 answer; anything else is thrown as Failed. */
export async function open(
  { transport, contact }: { readonly transport: Transport; readonly contact: Contact },
  path: string,
  asked: Asked,
  options: GetOptions,
): Promise<Answer> {
  const answer = await answerOf(transport, contact, path, options);
  if (answer.status === 200) {
    contact.answered();
    return answer;
  }
  const status = await refusalOf(answer);
  const failure = classify(asked, { code: answer.status, status, retryAfter: answer.header('retry-after') });
  if (failure.type === 'unauthorized') contact.failed(failure.detail);
  else contact.answered();
  throw new Failed(failure);
}

async function answerOf(transport: Transport, contact: Contact, path: string, options: GetOptions): Promise<Answer> {
  try {
    return await transport.get(path, options);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (error instanceof NoAnswer && !options.signal.aborted) contact.failed(detail);
    throw new Failed({ type: 'network', answered: false, detail });
  }
}

async function refusalOf(answer: Answer): Promise<unknown> {
  try {
    return JSON.parse(await readText(answer, REFUSAL_MAX)) as unknown;
  } catch {
    return null;
  }
}

/** A whole body of at most `max` bytes; what is beyond is cut off. */
export async function readText(answer: Answer, max: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > max) break;
  }
  answer.close();
  return Buffer.concat(chunks).subarray(0, max).toString('utf8');
}

/** The stream broke, or what it says can't be understood. */
export function brokenStream(error: unknown): Failed {
  if (error instanceof Failed) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new Failed({ type: 'network', answered: true, detail: `The connection broke: ${detail}` });
}
