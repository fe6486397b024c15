import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

export interface Lock {
  release(): void;
}

/** Any number of processes hold a lock `shared`, or a single one holds it `exclusive`. */
export type Share = 'shared' | 'exclusive';

const BEGIN: Record<Share, string> = {
  shared: 'BEGIN; SELECT * FROM sqlite_schema',
  exclusive: 'BEGIN EXCLUSIVE',
};
const SQLITE_BUSY = 5;
/** Holds references: V8 would collect an unreferenced database, which closes it and frees its lock. */
const held = new Set<DatabaseSync>();
const LOOK_AGAIN_MS = 100;

/**
 * Locks a file of its own; the system frees the lock when its holder ends, however that happens. Node has no file
 * locks, so this is a transaction of SQLite.
 * @returns null when another process holds it
 */
export function tryLock(file: string, share: Share = 'exclusive'): Lock | null {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec(`PRAGMA journal_mode = MEMORY; ${BEGIN[share]}`);
    held.add(database);
    return { release: () => held.delete(database) && database.close() };
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return null;
    throw error;
  }
}

export interface WaitOptions {
  /** Called once if another process holds the lock. */
  onWait?: (() => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Waits for an exclusive lock. */
export async function waitForLock(file: string, { onWait, signal }: WaitOptions = {}): Promise<Lock> {
  for (let waits = 0; ; waits += 1) {
    const lock = tryLock(file);
    if (lock) return lock;
    if (waits === 0) onWait?.();
    await delay(LOOK_AGAIN_MS, undefined, { signal });
  }
}
