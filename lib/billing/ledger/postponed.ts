import type { Release } from './settlement.ts';

/** Longer than the database may work on a statement: by then, one that was under way has happened or never will. */
const CERTAIN_AFTER_MS = 15_000;

/** Releases that could not be made when they were due. */
export interface Postponed {
  /** `isUncertain`: the hold itself may still be on its way. */
  add(release: Release, options?: { isUncertain: boolean }): void;
  /** Makes those that are due. Rejects, and keeps them, while the database is still the trouble. */
  retry(): Promise<void>;
  count(): number;
}

interface Dependencies {
  now(): number;
  release(release: Release): Promise<unknown>;
}

export function createPostponed({ now, release }: Dependencies): Postponed {
  const entries = new Map<string, { release: Release; dueAt: number }>();
  return {
    add({ requestId, accountId, keyId, usage }, { isUncertain } = { isUncertain: false }) {
      const dueAt = now() + (isUncertain ? CERTAIN_AFTER_MS : 0);
      entries.set(requestId, { release: { requestId, accountId, keyId, ...(usage && { usage }) }, dueAt });
    },
    async retry() {
      const due = [...entries.values()].filter((entry) => entry.dueAt <= now());
      for (const entry of due) {
        await release(entry.release);
        if (entries.get(entry.release.requestId) === entry) entries.delete(entry.release.requestId);
      }
    },
    count: () => entries.size,
  };
}
