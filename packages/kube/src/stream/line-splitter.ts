import type { Oversize } from './oversize.js';
import { defaultLimits, Piece, type Limits } from './piece.js';

/** A line without its LF, or what is known of one that is too large. */
export type Line = { readonly text: string } | { readonly oversize: Oversize };

const LF = 0x0a;

/** Splits a stream into lines; chunks may be cut anywhere. An unfinished last line is never handed out. */
export class LineSplitter {
  readonly #piece: Piece;

  constructor(limits: Limits = defaultLimits) {
    this.#piece = new Piece(limits);
  }

  /** Takes a chunk, which must not be changed afterwards, and hands out the lines that end in it. Empty lines are skipped. */
  push(chunk: Uint8Array, onLine: (line: Line) => void): void {
    let from = 0;
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, from)) {
      this.#piece.add(chunk.subarray(from, at));
      from = at + 1;
      const line = this.#take();
      if (line !== null) onLine(line);
    }
    if (from < chunk.length) this.#piece.add(chunk.subarray(from));
  }

  #take(): Line | null {
    const { isOversize, bytes } = this.#piece;
    const text = this.#piece.take();
    if (isOversize) return { oversize: { bytes, head: text } };
    return text.trim() === '' ? null : { text };
  }
}
