import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fieldKeys, RELATION_IDS } from '@netkaart/network';
import { createTranslator } from 'use-intl/core';

interface Tree {
  readonly [key: string]: string | Tree;
}

const flat = (tree: Tree, path = ''): Map<string, string> =>
  new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  );
const read = (language: string): Tree =>
  JSON.parse(readFileSync(new URL(`./${language}.json`, import.meta.url), 'utf8')) as Tree;
const en = read('en');
const nl = read('nl');
const english = flat(en);
const dutch = flat(nl);

const root = new URL('..', import.meta.url).pathname;
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

/** Names of the values that an ICU message takes, those inside the branches of plural and select too. */
function namesIn(text: string): string[] {
  const names = new Set<string>();
  let at = 0;
  const message = (nested: boolean): void => {
    for (; at < text.length && !(nested && text[at] === '}'); at++) if (text[at] === '{') argument();
  };
  const argument = (): void => {
    const [whole = '', name = '', type = ''] = /^\{\s*(\w+)\s*(?:,\s*(\w+))?/.exec(text.slice(at)) ?? [];
    names.add(name);
    at += whole.length;
    for (; at < text.length && text[at] !== '}'; at++) {
      if (text[at] !== '{' || (type !== 'plural' && type !== 'select')) continue;
      at += 1;
      message(true);
    }
  };
  message(false);
  return [...names].sort();
}

describe('the words', () => {
  it('are there in both languages, key by key', () => {
    expect([...dutch.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it.each([
    ['en', en],
    ['nl', nl],
  ])('are messages that can be formatted: %s', (locale, messages) => {
    const faults: string[] = [];
    const t = createTranslator({ locale, messages: messages as never, onError: (error) => faults.push(error.message) });
    for (const [key, text] of english) {
      t(key as never, Object.fromEntries(namesIn(text).map((name) => [name, 2])) as never);
    }
    expect(faults).toEqual([]);
  });

  it('take the same values in both languages', () => {
    const differing = [...english].filter(
      ([key, text]) => String(namesIn(text)) !== String(namesIn(dutch.get(key) ?? '')),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('exist for every key that the pages write out', () => {
    const missing = sources.flatMap(({ file, text }) => {
      const spaces = [...text.matchAll(/useTranslations\((?:'([\w-]+)')?\)/g)].map(([, space]) =>
        space ? `${space}.` : '',
      );
      const used = [...text.matchAll(/\bt\('([\w.-]+)'/g)].map(([, key]) => key ?? '');
      const known = (key: string) => ['', ...spaces].some((space) => english.has(`${space}${key}`));
      return used.filter((key) => !known(key)).map((key) => `${file}: ${key}`);
    });
    expect(missing).toEqual([]);
  });

  it('exist for every field and every relation of the network', () => {
    const fields = fieldKeys().map((key) => `field.${key}`);
    const relations = RELATION_IDS.flatMap((id) => [`relation.${id}-to`, `relation.${id}-from`]);
    expect([...fields, ...relations].filter((key) => !english.has(key))).toEqual([]);
  });
});
