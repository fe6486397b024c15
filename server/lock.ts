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
/** A database that nobody refers to is closed when V8 collects it, and its lock is free. */
const held = new Set<DatabaseSync>();
const LOOK_AGAIN_MS = 100;

/**
 * A lock on a file of its own, which the system gives free when its holder ends, however that happens. Node has no such
 * lock; a transaction of SQLite is one.
 * @returns null when others hold it
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
  /** Called once when others hold it. */
  onWait?: (() => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Holds it alone once no other does. */
export async function waitForLock(file: string, { onWait, signal }: WaitOptions = {}): Promise<Lock> {
  for (let waits = 0; ; waits += 1) {
    const lock = tryLock(file);
    if (lock) return lock;
    if (waits === 0) onWait?.();
    await delay(LOOK_AGAIN_MS, undefined, { signal });
  }
}
