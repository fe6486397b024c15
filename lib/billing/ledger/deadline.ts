import { setTimeout as delay } from 'node:timers/promises';
import { within } from '#lib/within.ts';
import { DeadlineError, isTransient } from './transient.ts';

const FIRST_DELAY_MS = 20;
const MAX_DELAY_MS = 500;

/**
 * Retries idempotent work while the database is unavailable.
 * @throws DeadlineError after `timeoutMs`, when an attempt may still be running; other errors at once
 */
export async function persist<T>(timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const state = { isOver: false };
  try {
    return await within(timeoutMs, repeat(work, state), () => {
      throw new DeadlineError(`No answer in ${timeoutMs} ms.`);
    });
  } finally {
    state.isOver = true;
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
