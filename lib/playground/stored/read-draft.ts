import type { Draft } from '../document.ts';
import { isObject } from '../request/json-text.ts';
import { draftSchema } from './draft-schema.ts';

/** Turns a draft of one version into one of the next. */
type Migration = (draft: Record<string, unknown>) => Record<string, unknown>;

export const CURRENT_VERSION = 1;

/** By the version they start from. Stored samples of every version are read by a test. */
const MIGRATIONS: Record<number, Migration> = {};

/** `newer`: a later version of the portal wrote it. */
export type ReadDraft = { ok: true; draft: Draft } | { ok: false; problem: 'newer' | 'unreadable' };

/** A draft as it was stored or exported, in today's form. */
export function readDraft(stored: unknown): ReadDraft {
  if (!isObject(stored) || !Number.isInteger(stored.v)) return { ok: false, problem: 'unreadable' };
  if (Number(stored.v) > CURRENT_VERSION) return { ok: false, problem: 'newer' };
  const migrated = migrate(stored, MIGRATIONS, CURRENT_VERSION);
  const parsed = migrated && draftSchema.safeParse(migrated);
  return parsed?.success ? { ok: true, draft: parsed.data } : { ok: false, problem: 'unreadable' };
}

/** One version after another; null when there is no way from here. */
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
