import type { FontSource } from '../worker/messages';

const FAMILIES: readonly (readonly [property: string, family: string])[] = [
  ['--font-sans', 'Geist Sans'],
  ['--font-mono', 'Geist Mono'],
];

/** The files behind the page's own fonts, under the names by which the maps ask for them. */
export function fontSources(): readonly FontSource[] {
  const style = getComputedStyle(document.documentElement);
  return FAMILIES.flatMap(([property, family]) => {
    const own = unquoted(style.getPropertyValue(property).split(',')[0] ?? '');
    const url = fileOf(own);
    return url === null ? [] : [{ family, url }];
  });
}

function fileOf(family: string): string | null {
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      if (unquoted(rule.style.getPropertyValue('font-family')) !== family) continue;
      const file = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
      if (file) return new URL(file, sheet.href ?? document.baseURI).href;
    }
  }
  return null;
}

function unquoted(text: string): string {
  return text.trim().replace(/^["']|["']$/g, '');
}
