import { addressAt, bitsOf, formatAddress, lastAddress, type Prefix } from '@netkaart/topology';

/** Offsets of ticks and of those with a label: binary steps, about `wanted` labels, both ends included. */
export function rulerTicks(
  prefix: Prefix,
  wanted: number,
): { readonly ticks: readonly number[]; readonly labels: readonly number[] } {
  const bits = bitsOf(prefix.family) - prefix.length;
  const labelBits = Math.max(0, Math.min(bits, Math.floor(Math.log2(Math.max(1, wanted))), 2));
  const tickBits = Math.min(bits, labelBits + 2);
  return { ticks: steps(bits, tickBits), labels: steps(bits, labelBits) };
}

function steps(bits: number, parts: number): number[] {
  return Array.from({ length: 2 ** parts + 1 }, (_, i) => i * 2 ** (bits - parts));
}

/** The address at an offset without the zeros that say nothing: `10.96`, `10.43.64`; the end of the range as its last octets. */
export function shortAddress(prefix: Prefix, offset: number): string {
  const size = 2 ** (bitsOf(prefix.family) - prefix.length);
  if (offset >= size) return endOf(prefix);
  const address = addressAt(prefix, offset);
  const text = address ? formatAddress(address) : '';
  return prefix.family === 6 ? text : trimmed(text, prefix.length);
}

function trimmed(text: string, length: number): string {
  const octets = text.split('.');
  const keep = Math.max(2, Math.ceil((length + 1) / 8));
  return octets.slice(0, Math.min(4, keep)).join('.');
}

/** `10.112` behind 10.96.0.0/12; `.255` where the last octet shown would overflow. */
function endOf(prefix: Prefix): string {
  const last = formatAddress(lastAddress(prefix));
  if (prefix.family === 6) return last;
  const keep = Math.max(2, Math.ceil((prefix.length + 1) / 8));
  const octets = last.split('.');
  const at = Number(octets[keep - 1] ?? 0);
  if (at === 255) return `.${octets[keep - 1] ?? ''}`;
  return [...octets.slice(0, keep - 1), at + 1].join('.');
}
