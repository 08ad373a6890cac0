import type { Change } from '@netkaart/topology';

/** Changes of (from, to] of one epoch, in their order: changes[i] has seq from + 1 + i. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  /** ms since 1970 at which the last was observed. */
  readonly observedAt: number;
  readonly changes: readonly Change[];
}

interface Kept extends Piece {
  readonly text: string;
}

/** What a follower at some seq gets next. `lost`: the ring does not reach back that far. */
export type Next =
  | { readonly type: 'current' }
  | { readonly type: 'lost' }
  | { readonly type: 'piece'; readonly to: number; readonly text: string };

/** Bytes of a message above which a batch is sent in several. */
export const PIECE_BYTES = 256 * 1024;

/**
 * The recent changes of one cluster, each serialised once for all who follow. Bounded in bytes: the oldest go first.
 */
export class Ring {
  #kept: Kept[] = [];
  #bytes = 0;
  #epoch: number;
  #start: number;
  #head: number;

  /** Begins, empty, at the head of a log. */
  constructor(
    private readonly cluster: string,
    cursor: { readonly epoch: number; readonly seq: number },
    private readonly bytesMax: number,
  ) {
    this.#epoch = cursor.epoch;
    this.#start = cursor.seq;
    this.#head = cursor.seq;
  }

  get epoch(): number {
    return this.#epoch;
  }
  get head(): number {
    return this.#head;
  }
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds what comes after the head; it is cut where a message would grow too large. */
  push(piece: Piece): void {
    for (const { texts, ...part } of cut(piece)) {
      const text = this.#message(part, false, texts);
      this.#kept.push({ ...part, text });
      this.#bytes += text.length;
    }
    this.#head = piece.to;
    while (this.#bytes > this.bytesMax && this.#kept.length > 1) this.#dropOldest();
  }

  /** Whether everything after a seq is here. */
  reaches(seq: number): boolean {
    return seq >= this.#start && seq <= this.#head;
  }

  next(seq: number): Next {
    if (seq === this.#head) return { type: 'current' };
    if (!this.reaches(seq)) return { type: 'lost' };
    const kept = this.#kept[this.#indexAfter(seq)];
    if (!kept) return { type: 'lost' };
    const text = kept.from === seq ? kept.text : this.textOf(cutBefore(kept, seq));
    return { type: 'piece', to: kept.to, text };
  }

  /** Bytes of all messages after a seq that is in reach. */
  backlog(seq: number): number {
    return this.#kept.slice(this.#indexAfter(seq)).reduce((sum, { text }) => sum + text.length, 0);
  }

  /** All changes after a seq that is in reach. */
  changesAfter(seq: number): Piece {
    const kept = this.#kept.slice(this.#indexAfter(seq));
    const changes = kept.flatMap((piece) => (piece.from < seq ? cutBefore(piece, seq) : piece).changes);
    return { from: seq, to: this.#head, observedAt: kept.at(-1)?.observedAt ?? 0, changes };
  }

  textOf(piece: Piece, merged = false): string {
    return this.#message(
      piece,
      merged,
      piece.changes.map((change) => JSON.stringify(change)),
    );
  }

  /** The protocol's message around changes that are serialised already. */
  #message({ from, to, observedAt }: Piece, merged: boolean, texts: readonly string[]): string {
    const head = { type: 'changes', cluster: this.cluster, epoch: this.#epoch, from, to, observedAt, merged };
    return `${JSON.stringify(head).slice(0, -1)},"changes":[${texts.join(',')}]}`;
  }

  #dropOldest(): void {
    const oldest = this.#kept.shift();
    if (!oldest) return;
    this.#bytes -= oldest.text.length;
    this.#start = oldest.to;
  }

  /** Index of the first kept piece that holds anything after `seq`. */
  #indexAfter(seq: number): number {
    let low = 0;
    let high = this.#kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#kept[middle]?.to ?? 0) > seq) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function cutBefore(piece: Piece, seq: number): Piece {
  return { ...piece, from: seq, changes: piece.changes.slice(seq - piece.from) };
}

/** The piece in parts of about {@link PIECE_BYTES} each, with the text of each change. */
export function cut(piece: Piece): (Piece & { readonly texts: readonly string[] })[] {
  const parts: (Piece & { readonly texts: readonly string[] })[] = [];
  let texts: string[] = [];
  let bytes = 0;
  piece.changes.forEach((change, index) => {
    const text = JSON.stringify(change);
    texts.push(text);
    bytes += text.length;
    const next = index + 1;
    if (bytes < PIECE_BYTES && next < piece.changes.length) return;
    const start = next - texts.length;
    parts.push({
      ...piece,
      from: piece.from + start,
      to: piece.from + next,
      changes: piece.changes.slice(start, next),
      texts,
    });
    texts = [];
    bytes = 0;
  });
  return parts;
}
