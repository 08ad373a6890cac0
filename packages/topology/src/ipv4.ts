/**
 * The unsigned 32-bit value of a dotted IPv4 address, or null. Strict as Go's netip: four decimal parts without leading
 * zeros, signs or blanks.
 */
export function parseIPv4(text: string): number | null {
  let value = 0;
  let part = -1;
  let dots = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 46) {
      if (part < 0 || ++dots > 3) return null;
      value = value * 256 + part;
      part = -1;
    } else if (code < 48 || code > 57 || part === 0) {
      return null;
    } else {
      part = part < 0 ? code - 48 : part * 10 + code - 48;
      if (part > 255) return null;
    }
  }
  return part < 0 || dots !== 3 ? null : value * 256 + part;
}

/** Dotted form of an unsigned 32-bit value. */
export function formatIPv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}
