import { isObject } from '../prune/fields.js';
import type { Oversize } from './oversize.js';
import { defaultLimits, Piece, type Limits } from './piece.js';

/** An item of a list: parsed, or too large. */
export type ListItem = { readonly value: unknown } | { readonly oversize: Oversize };

/** What a list says about itself. */
export interface ListEnvelope {
  readonly resourceVersion: string;
  /** Where the next page begins; '' when there is none. */
  readonly next: string;
  readonly remaining: number | null;
}

/** The bytes are not a list: cut off, garbled, or something else. The list has to be asked for again. */
export class ListFormatError extends Error {}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const COLON = 0x3a;
const COMMA = 0x2c;
const ENVELOPE_MAX = 1024 * 1024;

/** Meaning of each byte outside a string: 1 opens, 2 closes, 3 quote, 0 nothing. */
const MEANING = new Uint8Array(256);
MEANING[OPEN_LIST] = MEANING[OPEN_OBJECT] = 1;
MEANING[CLOSE_LIST] = MEANING[CLOSE_OBJECT] = 2;
MEANING[QUOTE] = 3;

/**
 * Reads a Kubernetes list item by item, as its bytes arrive; never more than one item is held. The items are found by
 * their braces, and each is handed to JSON.parse; the rest of the list (its metadata, before or after the items) is
 * kept as the envelope. Chunks may be cut anywhere.
 */
export class ListParser {
  readonly #item: Piece;
  readonly #envelope = new Piece({ maxBytes: ENVELOPE_MAX, headBytes: 0 });
  #depth = 0;
  #inString = false;
  #escaped = false;
  #inItems = false;
  #sawItems = false;
  /** Outside the items: the last text at depth 1, to find the key `items`. */
  #key = '';
  #early: ListEnvelope | null = null;
  #isKey = false;
  #afterColon = false;

  constructor(limits: Limits = defaultLimits) {
    this.#item = new Piece(limits);
  }

  /** Takes a chunk, which must not be changed afterwards, and hands out the items that end in it. */
  push(chunk: Uint8Array, onItem: (item: ListItem) => void): void {
    let at = 0;
    while (at < chunk.length) at = this.#inItems ? this.#items(chunk, at, onItem) : this.#outside(chunk, at);
  }

  /** What the list says of itself where that stands before the items, as soon as these begin; else null. */
  get early(): ListEnvelope | null {
    return this.#early;
  }

  /** Closes the list. Throws ListFormatError when it isn't complete. */
  end(): ListEnvelope {
    if (this.#depth !== 0 || this.#inString || this.#inItems || this.#envelope.bytes === 0) {
      throw new ListFormatError('The list ended in the middle.');
    }
    if (this.#envelope.isOversize) throw new ListFormatError('The list has more than 1 MB of metadata.');
    return envelopeOf(parse(this.#envelope.take()));
  }

  /** Within `[…]` of the items: finds where the current item ends. Returns how far it got. */
  #items(chunk: Uint8Array, from: number, onItem: (item: ListItem) => void): number {
    let at = from;
    if (this.#depth === 0) {
      at = skipBetween(chunk, at);
      if (at === chunk.length) return at;
      if (chunk[at] === CLOSE_LIST) return this.#leaveItems(chunk, at);
      if (chunk[at] !== OPEN_OBJECT) throw new ListFormatError('The list holds something that is not an object.');
    }
    const end = this.#endOfValue(chunk, at);
    this.#item.add(chunk.subarray(at, end));
    if (this.#depth === 0) onItem(this.#takeItem());
    return end;
  }

  #takeItem(): ListItem {
    const { isOversize, bytes } = this.#item;
    const text = this.#item.take();
    return isOversize ? { oversize: { bytes, head: text } } : { value: parse(text) };
  }

  #leaveItems(chunk: Uint8Array, at: number): number {
    this.#inItems = false;
    this.#depth = 1;
    this.#envelope.add(chunk.subarray(at, at + 1));
    return at + 1;
  }

  /** The hot loop: runs over one value until its depth is 0 again, or the chunk ends. */
  #endOfValue(chunk: Uint8Array, from: number): number {
    const length = chunk.length;
    let depth = this.#depth;
    let at = this.#inString ? this.#endOfString(chunk, from) : from;
    while (at < length) {
      const meaning = MEANING[chunk[at] as number];
      at += 1;
      if (meaning === 0) continue;
      if (meaning === 3) at = this.#endOfString(chunk, at);
      else if (meaning === 1) depth += 1;
      else if ((depth -= 1) === 0) break;
    }
    this.#depth = depth;
    return at;
  }

  /** Runs to behind the closing quote; remembers being inside when the chunk ends before it. */
  #endOfString(chunk: Uint8Array, from: number): number {
    const length = chunk.length;
    let at = from;
    if (this.#escaped && at < length) {
      this.#escaped = false;
      at += 1;
    }
    while (at < length) {
      const byte = chunk[at];
      at += 1;
      if (byte === QUOTE) {
        this.#inString = false;
        return at;
      }
      if (byte === BACKSLASH) at += 1;
    }
    this.#inString = true;
    this.#escaped = at > length;
    return length;
  }

  /** Outside the items: keeps the bytes, and enters the items behind `"items":[` at depth 1. */
  #outside(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (this.#inString) this.#inEnvelopeString(byte);
      else if (byte === OPEN_LIST && this.#depth === 1 && this.#key === 'items' && this.#afterColon) {
        return this.#enterItems(chunk, from, at + 1);
      } else this.#betweenStrings(byte);
    }
    this.#envelope.add(chunk.subarray(from));
    return chunk.length;
  }

  #enterItems(chunk: Uint8Array, from: number, at: number): number {
    if (this.#sawItems) throw new ListFormatError('The list has its items twice.');
    this.#envelope.add(chunk.subarray(from, at));
    this.#early = earlyEnvelope(this.#envelope.peek());
    this.#sawItems = true;
    this.#inItems = true;
    this.#depth = 0;
    return at;
  }

  #inEnvelopeString(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
    else if (this.#isKey && this.#key.length < 6) this.#key += String.fromCharCode(byte);
  }

  #betweenStrings(byte: number): void {
    if (byte === QUOTE) {
      this.#inString = true;
      this.#isKey = this.#depth === 1 && !this.#afterColon;
      if (this.#isKey) this.#key = '';
    } else if (byte === COLON) this.#afterColon = this.#afterColon || this.#depth === 1;
    else if (byte === COMMA && this.#depth === 1) this.#afterColon = false;
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) this.#depth -= 1;
  }
}

/** Behind commas and white space. */
function skipBetween(chunk: Uint8Array, from: number): number {
  let at = from;
  while (at < chunk.length && (chunk[at] === COMMA || (chunk[at] as number) <= 0x20)) at += 1;
  return at;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ListFormatError(`The list is not JSON: ${(error as Error).message}`);
  }
}

function earlyEnvelope(text: string): ListEnvelope | null {
  try {
    return envelopeOf(JSON.parse(`${text}]}`));
  } catch {
    return null;
  }
}

function envelopeOf(value: unknown): ListEnvelope {
  if (!isObject(value)) throw new ListFormatError('The answer is not a list.');
  const metadata = isObject(value['metadata']) ? value['metadata'] : {};
  const { resourceVersion, continue: next, remainingItemCount } = metadata;
  if (typeof resourceVersion !== 'string' || resourceVersion === '') {
    throw new ListFormatError('The list has no metadata.resourceVersion.');
  }
  return {
    resourceVersion,
    next: typeof next === 'string' ? next : '',
    remaining: typeof remainingItemCount === 'number' ? remainingItemCount : null,
  };
}
