import 'server-only';
import { AppError } from '#lib/errors.ts';
import { toNeighbourhood } from './neighbourhood.ts';
import { FAILED_AUTHENTICATIONS_PER_MINUTE } from './policies.ts';
import { limitStore } from './store/open.ts';
import type { LimitStore } from './store/store.ts';

/**
 * Counts a failed authentication. Called after each; what it throws takes the place of the 401.
 * @throws rate_limit_exceeded from the 31st of an address in a minute on
 */
export async function limitFailedAuthentication(ip: string, store: LimitStore = limitStore()): Promise<void> {
  const [count] = await store.add([{ id: `failures:${toNeighbourhood(ip)}`, amount: 1 }]);
  if (!count || count.used <= FAILED_AUTHENTICATIONS_PER_MINUTE) return;
  const message = 'Too many requests with keys that do not work came from your IP address. Wait a minute.';
  throw new AppError('rate_limit_exceeded', message, { retryAfterSeconds: count.resetsInMs / 1000 });
}
