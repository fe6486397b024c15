import type { Release } from './settlement.ts';

/** Longer than the database's statement timeout: by then, a running statement has either taken effect or never will. */
const CERTAIN_AFTER_MS = 15_000;

export interface Postponed {
  /** `isUncertain`: the hold itself may still be in flight. */
  add(release: Release, options?: { isUncertain: boolean }): void;
  /** Retries the due releases. Rejects, and keeps them, while the database is unavailable. */
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
