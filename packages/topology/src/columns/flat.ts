/** The same text; reading a unit makes the engine join its parts, which it would otherwise keep one by one. */
export function flat(text: string): string {
  return text.charCodeAt(0) >= 0 ? text : '';
}
