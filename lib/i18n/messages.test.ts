import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  isPluralElement,
  isSelectElement,
  type MessageFormatElement,
  parse,
  TYPE,
} from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { LOCALES, type Locale } from './locales.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every message of a language by its full key: `shell.theme.dark`. */
function readMessages(locale: Locale): Map<string, string> {
  const found = new Map<string, string>();
  const collect = (value: unknown, path: string) => {
    if (typeof value === 'string') return found.set(path, value);
    for (const [key, inner] of Object.entries(value as object)) collect(inner, path ? `${path}.${key}` : key);
  };
  collect(JSON.parse(readFileSync(`${root}messages/${locale}.json`, 'utf8')), '');
  return found;
}

/** The placeholders of a message: names with their kinds, and tags, in all its branches. */
function placeholders(elements: MessageFormatElement[]): string[] {
  const names = elements.flatMap((element): string[] => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.tag) return [`<${element.value}>`, ...placeholders(element.children)];
    const own = `${element.value}:${TYPE[element.type]}`;
    if (!isPluralElement(element) && !isSelectElement(element)) return [own];
    return [own, ...Object.values(element.options).flatMap(({ value }) => placeholders(value))];
  });
  return [...new Set(names)].sort();
}

const english = readMessages('en');

describe.each(LOCALES.filter((locale) => locale !== 'en'))('the messages in %s', (locale) => {
  const translated = readMessages(locale);

  it('are the same as in English, none missing and none left over', () => {
    expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('ask for the same values', () => {
    const differing = [...translated].filter(
      ([key, text]) => String(placeholders(parse(text))) !== String(placeholders(parse(english.get(key) ?? ''))),
    );
    expect(differing).toEqual([]);
  });

  it('are not empty', () => {
    expect([...translated].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

/** Matches `const t = useTranslations('shell.theme')` and similar: the variable and its namespace. */
const DECLARATION =
  /const (\w+)(?:: [^=]+)? = (?:await )?(?:useTranslations|getTranslations|createTranslator)\(\s*(?:'([\w.]+)'|\{[^}]*namespace: '([\w.]+)'[^}]*\})?\s*,?\s*\)/g;

/** Patterns of the keys that a source file uses; a `${…}` in a key matches any part. */
function usedKeys(source: string): RegExp[] {
  return [...source.matchAll(DECLARATION)].flatMap(([, variable, plain, named]) => {
    const namespace = plain ?? named;
    const call = new RegExp(
      `\\b${variable}(?:\\.(?:rich|raw|markup|has))?\\(\\s*(?:'([^']+)'|\`([^\`]+)\`|[A-Za-z])`,
      'g',
    );
    return [...source.matchAll(call)].map(([, literal, template]) => {
      const parts = (literal ?? template)?.split(/\$\{[^}]*\}/) ?? ['', ''];
      const key = parts.map((part) => part.replaceAll('.', '\\.')).join('[\\w-]+');
      return new RegExp(`^${namespace ? `${namespace.replaceAll('.', '\\.')}\\.` : ''}${key}$`);
    });
  });
}

it('has no unused message in English', () => {
  const files = globSync('{app,components,lib}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: ['**/*.test.*', 'lib/db/generated/**'],
  });
  const used = files.flatMap((file) => usedKeys(readFileSync(`${root}${file}`, 'utf8')));
  const unused = [...english.keys()].filter((key) => !used.some((pattern) => pattern.test(key)));
  expect(unused).toEqual([]);
});
