import type { Draft } from '../document.ts';
import { isObject } from '../request/json-text.ts';
import { draftSchema } from './draft-schema.ts';

/** Converts a draft to the next version. */
type Migration = (draft: Record<string, unknown>) => Record<string, unknown>;

export const CURRENT_VERSION = 1;

/** By the version they start from. A test reads stored samples of every version. */
const MIGRATIONS: Record<number, Migration> = {};

/** `newer`: a later version of the portal wrote it. */
export type ReadDraft = { ok: true; draft: Draft } | { ok: false; problem: 'newer' | 'unreadable' };

/** Reads a stored or exported draft and migrates it to the current version. */
export function readDraft(stored: unknown): ReadDraft {
  if (!isObject(stored) || !Number.isInteger(stored.v)) return { ok: false, problem: 'unreadable' };
  if (Number(stored.v) > CURRENT_VERSION) return { ok: false, problem: 'newer' };
  const migrated = migrate(stored, MIGRATIONS, CURRENT_VERSION);
  const parsed = migrated && draftSchema.safeParse(migrated);
  return parsed?.success ? { ok: true, draft: parsed.data } : { ok: false, problem: 'unreadable' };
}

/** Applies all migrations in order; null when one is missing. */
export function migrate(
  stored: Record<string, unknown>,
  migrations: Record<number, Migration>,
  target: number,
): Record<string, unknown> | null {
  let draft = stored;
  for (let version = Number(stored.v); version < target; version++) {
    const next = migrations[version];
    if (!next) return null;
    draft = { ...next(draft), v: version + 1 };
  }
  return draft;
}
