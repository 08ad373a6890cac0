import en from '../messages/en.json';

export const LANGUAGES = ['en', 'nl'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Messages = typeof en;

let dutch: Promise<Messages> | null = null;

/** The words of a language: English is there, Dutch is fetched when somebody reads it. The same promise every time. */
export function messagesOf(language: Language): Messages | Promise<Messages> {
  if (language === 'en') return en;
  dutch ??= import('../messages/nl.json').then((loaded) => loaded.default);
  return dutch;
}

/** 24-hour clock and the reader's own separators. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', nl: 'nl-NL' };

/** The language of a page: its link, else the cookie, else the browser, else English. */
export function languageOf(asked: Language | null, cookie: string | null, browser: readonly string[]): Language {
  if (asked) return asked;
  const kept = LANGUAGES.find((language) => language === cookie);
  if (kept) return kept;
  const preferred = browser.map((tag) => LANGUAGES.find((language) => tag.toLowerCase().startsWith(language)));
  return preferred.find((language) => language !== undefined) ?? 'en';
}
