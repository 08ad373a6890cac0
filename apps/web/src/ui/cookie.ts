const YEAR_SECONDS = 365 * 24 * 3600;

/** The value of one of our cookies, or null. They hold taste only (theme, language), never identity. */
export function readCookie(name: string): string | null {
  const match = new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie);
  return match?.[1] ?? null;
}

export function writeCookie(name: string, value: string): void {
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
