import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { formatCursor } from '@netkaart/protocol';
import { encodeColumns } from '@netkaart/topology';
import type { Collector } from '../collector/collector.js';

const zip = promisify(gzip);
const brotli = promisify(brotliCompress);

export type Encoding = 'br' | 'gzip' | 'identity';

interface Cached {
  readonly cursor: string;
  readonly columns: Buffer;
  readonly compressed: Map<Encoding, Promise<Buffer>>;
}

/** The state of a cluster as bytes: encoded once per cursor, compressed once per cursor and encoding, for all who ask. */
export class StateCache {
  readonly #cached = new WeakMap<Collector, Cached>();

  /** `cursor` is that of the body, whatever is committed meanwhile. */
  async read(collector: Collector, encoding: Encoding): Promise<{ readonly cursor: string; readonly body: Buffer }> {
    const cached = this.#current(collector);
    const known = cached.compressed.get(encoding);
    const body = known ?? compress(cached.columns, encoding);
    if (!known) cached.compressed.set(encoding, body);
    return { cursor: cached.cursor, body: await body };
  }

  #current(collector: Collector): Cached {
    const cursor = formatCursor(collector.cursor);
    const known = this.#cached.get(collector);
    if (known?.cursor === cursor) return known;
    const bytes = encodeColumns(collector.topology);
    const fresh = {
      cursor,
      columns: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      compressed: new Map(),
    };
    this.#cached.set(collector, fresh);
    return fresh;
  }
}

/** The best encoding that an Accept-Encoding header allows. */
export function chooseEncoding(header: string): Encoding {
  const allowed = new Set(header.split(',').filter(isWanted).map(nameOf));
  return allowed.has('br') ? 'br' : allowed.has('gzip') ? 'gzip' : 'identity';
}

function isWanted(part: string): boolean {
  return !/;\s*q\s*=\s*0(\.0*)?\s*$/.test(part);
}

function nameOf(part: string): string {
  return part.replace(/;.*/, '').trim();
}

function compress(columns: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'identity') return Promise.resolve(columns);
  if (encoding === 'gzip') return zip(columns, { level: 4 });
  return brotli(columns, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: columns.length },
  });
}
