import { z } from 'zod';
import { displayName } from '#lib/accounts/schema.ts';
import { LOG_PARSERS, LOG_URL_KEYS } from '../view/log-view.ts';
import { VIEW_PARSERS, VIEW_URL_KEYS } from '../view/parsers.ts';

export const SAVED_PAGES = ['usage', 'logs'] as const;
export type SavedPage = (typeof SAVED_PAGES)[number];

const id = z.string().min(1).max(64);

export const saveViewInput = z.strictObject({
  page: z.enum(SAVED_PAGES),
  name: displayName,
  query: z.string().max(4_000),
  isShared: z.boolean(),
});

export const changeViewInput = saveViewInput.pick({ name: true, isShared: true }).extend({ id });

export const removeViewInput = z.strictObject({ id });

const VIEW_NAMES = Object.keys(VIEW_PARSERS).map((name) => urlName(name, VIEW_URL_KEYS));
const LOG_NAMES = Object.keys(LOG_PARSERS).map((name) => urlName(name, LOG_URL_KEYS));

const NAMES: Record<SavedPage, ReadonlySet<string>> = {
  usage: new Set(VIEW_NAMES),
  logs: new Set([...VIEW_NAMES, ...LOG_NAMES]),
};

/** A place in the log and an opened request belong to a visit, not to a view. */
const PASSING: ReadonlySet<string> = new Set(['before', 'after', 'open']);

function urlName(name: string, keys: Readonly<Record<string, string>>): string {
  return keys[name] ?? name;
}

/** The part of a query string that describes the view of a page. */
export function toSavedQuery(page: SavedPage, query: string): string {
  const kept = [...new URLSearchParams(query)].filter(([name]) => NAMES[page].has(name) && !PASSING.has(name));
  return new URLSearchParams(kept).toString();
}
