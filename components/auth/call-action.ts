import { unstable_rethrow } from 'next/navigation';
import { isOutdated } from '#components/ui/outdated.ts';
import type { ActionFailure, ActionResult } from '#lib/auth/action-result.ts';

/** What a server action answers, or that it could not be reached. A redirect goes its way. */
export async function callAction<T>(call: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await call();
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: toFailure(error) };
  }
}

/** Browsers throw a `TypeError` for a request that got no answer; anything else is ours. */
export function toFailure(error: unknown): ActionFailure {
  if (isOutdated(error)) return { code: 'outdated' };
  return { code: error instanceof TypeError ? 'unreachable' : 'internal' };
}

/** A wait as a person counts it: seconds below a minute (`minutes` is 0), then whole minutes, rounded up. */
export const toWaitingTime = (seconds: number): { minutes: number; seconds: number } => ({
  minutes: seconds < 60 ? 0 : Math.ceil(seconds / 60),
  seconds,
});
