import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '#lib/i18n/locales.ts';
import { ENTRIES, type EntryId } from './entries.ts';

export interface Entry {
  id: EntryId;
  /** Midnight UTC of its day. */
  date: Date;
  title: string;
  /** Inline Markdown. */
  text: string;
}

/** The changelog in one language, newest first. A test compares the files with `entries.ts`. */
export function readChangelog(locale: Locale): Entry[] {
  const file = join(process.cwd(), 'content/changelog', `${locale}.json`);
  const words = JSON.parse(readFileSync(file, 'utf8')) as Record<EntryId, Pick<Entry, 'title' | 'text'>>;
  return ENTRIES.map(({ id, date }) => ({ id, date: new Date(date), ...words[id] }));
}
