import 'server-only';
import { assertOwnOrigin } from '#lib/auth/caller.ts';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { limit } from '#lib/auth/limits.ts';
import { currentUser } from '#lib/auth/session.ts';
import { AppError } from '#lib/errors.ts';

/**
 * The reader who tries a request, from one of our own pages.
 * @throws AppError forbidden, unauthenticated or rate_limit_exceeded
 */
export async function requireReader(): Promise<CurrentUser> {
  await assertOwnOrigin();
  const user = await currentUser();
  if (!user) throw new AppError('unauthenticated', 'Sign in to try this request.');
  await limit('try:account', user.id);
  return user;
}
