import type { VerifiedKey } from './verified-key.ts';

/** How long a cached key is trusted while changes are announced to this process, and while they are not. */
const WATCHED_MS = 60_000;
const UNWATCHED_MS = 1_000;
const GENERATION_SIZE = 5_000;

interface Entry {
  key: VerifiedKey;
  readAtMs: number;
}

/**
 * Verified keys by digest, at most 10 000. Two generations evict keys not used lately: a full young generation becomes
 * the old one, and a key found in the old one moves back to the young one.
 */
export class KeyCache {
  /** Whether this process currently receives announcements of changes. */
  isWatched = false;
  #young = new Map<string, Entry>();
  #old = new Map<string, Entry>();
  #changes = 0;

  find(digest: string, nowMs: number): VerifiedKey | null {
    const entry = this.#young.get(digest) ?? this.#promote(digest);
    if (!entry) return null;
    if (nowMs - entry.readAtMs < (this.isWatched ? WATCHED_MS : UNWATCHED_MS)) return entry.key;
    this.#young.delete(digest);
    return null;
  }

  /** Call it before reading a key, so that `add` can tell whether a change was announced meanwhile. */
  beginRead(): number {
    return this.#changes;
  }

  /** Caches a key, unless a change was announced since `beginRead`: the key read may then be outdated. */
  add(digest: string, key: VerifiedKey, read: { changes: number; atMs: number }): void {
    if (read.changes === this.#changes) this.#insert(digest, { key, readAtMs: read.atMs });
  }

  forget(id: string): void {
    this.#changes += 1;
    for (const generation of [this.#young, this.#old]) {
      for (const [digest, { key }] of generation) {
        if (key.row.id === id || key.row.accountId === id) generation.delete(digest);
      }
    }
  }

  clear(): void {
    this.#changes += 1;
    this.#young.clear();
    this.#old.clear();
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  #promote(digest: string): Entry | undefined {
    const entry = this.#old.get(digest);
    if (!entry) return undefined;
    this.#old.delete(digest);
    this.#insert(digest, entry);
    return entry;
  }

  #insert(digest: string, entry: Entry): void {
    this.#young.set(digest, entry);
    if (this.#young.size < GENERATION_SIZE) return;
    this.#old = this.#young;
    this.#young = new Map();
  }
}

export const keyCache = new KeyCache();
