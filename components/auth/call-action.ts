import { unstable_rethrow } from 'next/navigation';
import { isOutdated } from '#components/ui/outdated.ts';
import type { ActionFailure, ActionResult } from '#lib/auth/action-result.ts';

/** Returns the result of a server action, or a failure when the server is unreachable. Redirects are thrown on. */
export async function callAction<T>(call: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await call();
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: toFailure(error) };
  }
}

/** Browsers throw a `TypeError` for a request without a response; other errors are bugs. */
export function toFailure(error: unknown): ActionFailure {
  if (isOutdated(error)) return { code: 'outdated' };
  return { code: error instanceof TypeError ? 'unreachable' : 'internal' };
}

/** Splits a wait into seconds below a minute (`minutes` is 0), else whole minutes, rounded up. */
export const toWaitingTime = (seconds: number): { minutes: number; seconds: number } => ({
  minutes: seconds < 60 ? 0 : Math.ceil(seconds / 60),
  seconds,
});
