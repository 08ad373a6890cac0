const KEY = Buffer.from('"managedFields":[');
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;

/**
 * The text of a JSON value with its first list under a key `managedFields` emptied, the value otherwise untouched.
 * That list is a third of an average object, nobody reads it, and parsing it costs more than finding its end.
 */
export function withoutManagedFields(bytes: Buffer): string {
  const key = bytes.indexOf(KEY);
  if (key < 1 || !isKey(bytes[key - 1])) return bytes.toString('utf8');
  const from = key + KEY.length;
  const end = endOfList(bytes, from);
  return end < 0 ? bytes.toString('utf8') : bytes.toString('utf8', 0, from) + bytes.toString('utf8', end);
}

/** Within a text the quote would have a backslash before it. */
function isKey(before: number | undefined): boolean {
  return before === COMMA || before === OPEN_OBJECT;
}

/** Where the `]` is that closes the list whose inside begins at `from`; -1 when there is none. */
function endOfList(bytes: Buffer, from: number): number {
  let depth = 1;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfString(bytes, at + 1);
    else if (byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE_LIST && (depth -= 1) === 0) return at;
  }
  return -1;
}

/** Where the closing quote is of a text that begins at `from`. */
function endOfString(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
