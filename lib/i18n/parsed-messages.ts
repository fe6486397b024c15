import compile from 'icu-minify/compile';
import type { Locale } from './locales.ts';
import { loadMessages, type Messages, type Namespace } from './messages.ts';

const known = new Map<string, Promise<object>>();

/**
 * The messages of these namespaces, or of all, parsed for the browser's formatter, so that the browser needs no
 * parser.
 */
export async function loadParsedMessages(locale: Locale, only?: readonly Namespace[]): Promise<Partial<Messages>> {
  const names = only ?? (Object.keys(await loadMessages(locale)) as Namespace[]);
  const parts = names.map(async (name) => [name, await parsed(locale, name)]);
  return Object.fromEntries(await Promise.all(parts));
}

function parsed(locale: Locale, namespace: Namespace): Promise<object> {
  const key = `${locale}/${namespace}`;
  const words = known.get(key) ?? loadMessages(locale).then((messages) => parseAll(messages[namespace]));
  known.set(key, words);
  return words;
}

const parseAll = (words: object): object =>
  Object.fromEntries(
    Object.entries(words).map(([key, value]) => [key, typeof value === 'string' ? parse(value) : parseAll(value)]),
  );

/** Converted to plain data: the compiler's objects without a prototype cannot be passed to client components. */
const parse = (message: string): unknown => JSON.parse(JSON.stringify(compile(message)));
