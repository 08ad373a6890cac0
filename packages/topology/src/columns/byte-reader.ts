import { ColumnsError } from './columns-error.js';

/** The platform's UTF-8 decoder; browsers, workers and Node have it. */
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads what ByteWriter wrote; throws {@link ColumnsError} where the bytes end too soon or make no sense. */
export class ByteReader {
  constructor(
    private readonly bytes: Uint8Array,
    private position = 0,
  ) {}

  get remaining(): number {
    return this.bytes.length - this.position;
  }

  byte(): number {
    const value = this.bytes[this.position++];
    if (value === undefined) throw new ColumnsError('damaged', 'they end too soon');
    return value;
  }

  varint(): number {
    let byte = this.byte();
    let value = byte & 127;
    for (let scale = 128; byte > 127; scale *= 128) {
      if (scale > 2 ** 49) throw new ColumnsError('damaged', 'a number is too large');
      byte = this.byte();
      value += (byte & 127) * scale;
    }
    return value;
  }

  /** A number of things of which each takes at least one byte. */
  count(): number {
    const value = this.varint();
    if (value > this.remaining) throw new ColumnsError('damaged', 'a count exceeds their length');
    return value;
  }

  raw(count: number): Uint8Array {
    if (count > this.remaining) throw new ColumnsError('damaged', 'they end too soon');
    this.position += count;
    return this.bytes.subarray(this.position - count, this.position);
  }

  text(): string {
    return decoder.decode(this.raw(this.varint()));
  }
}
