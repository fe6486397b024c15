import { setTimeout as delay } from 'node:timers/promises';
import { DeadlineError, isTransient } from './transient.ts';

const FIRST_DELAY_MS = 20;
const MAX_DELAY_MS = 500;

/**
 * Repeats idempotent work while the database is the trouble.
 * @throws DeadlineError after `timeoutMs`, when an attempt may still be under way; other failures as they come
 */
export async function persist<T>(timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const state = { isOver: false };
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(`No answer in ${timeoutMs} ms.`)), timeoutMs);
  });
  try {
    return await Promise.race([repeat(work, state), deadline]);
  } finally {
    state.isOver = true;
    clearTimeout(timer);
  }
}

async function repeat<T>(work: () => Promise<T>, state: { isOver: boolean }): Promise<T> {
  for (let waitMs = FIRST_DELAY_MS; ; waitMs = Math.min(waitMs * 2, MAX_DELAY_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error)) throw error;
      await delay(waitMs);
      if (state.isOver) throw error;
    }
  }
}
