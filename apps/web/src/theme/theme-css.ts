import { type Theme } from './tokens';

const NAMES: Readonly<Record<string, string>> = { onOk: 'on-ok', onPending: 'on-pending', onOther: 'on-other' };

/** The CSS custom properties of both themes, as committed in tokens.css. Dark is the ground, light by attribute or preference. */
export function themeCss(dark: Theme, light: Theme): string {
  return [
    '/* Written from tokens.ts; tokens.test.ts holds the two together. */',
    block(':root', 'dark', dark, ''),
    '@media (prefers-color-scheme: light) {',
    block(':root:not([data-theme])', 'light', light, '  '),
    '}',
    block("[data-theme='light']", 'light', light, ''),
    '',
  ].join('\n');
}

function block(selector: string, scheme: string, theme: Theme, indent: string): string {
  const lines = declarations(theme).map(([name, value]) => `${indent}  --${name}: ${value.toLowerCase()};`);
  return [`${indent}${selector} {`, `${indent}  color-scheme: ${scheme};`, ...lines, `${indent}}`].join('\n');
}

function declarations(theme: Theme): [string, string][] {
  const { ramp, ...plain } = theme;
  const colours = Object.entries(plain).map(([name, value]): [string, string] => [NAMES[name] ?? name, value]);
  return [...colours, ...ramp.map((value, step): [string, string] => [`ramp-${step}`, value])];
}
