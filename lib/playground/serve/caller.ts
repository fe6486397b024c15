import 'server-only';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { assertOwnOrigin } from '#lib/auth/caller.ts';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { type LimitName, limit } from '#lib/auth/limits.ts';
import { toRenderedAccount } from '#lib/auth/rendered-for.ts';
import { currentUser } from '#lib/auth/session.ts';
import { AppError } from '#lib/errors.ts';
import type { GatewayRequest } from '#lib/gateway/http.ts';

/**
 * Returns the user of the playground, in the account their page was rendered for, which the URL names.
 * @throws AppError foreign_origin, unauthenticated, user_changed, not_a_member, rate_limit_exceeded, or the error of a
 *   missing role or second factor
 */
export async function requirePlayer(request: GatewayRequest, counted: LimitName): Promise<CurrentUser> {
  await assertOwnOrigin();
  const user = await currentUser();
  if (!user) throw new AppError('unauthenticated', 'Sign in again to go on. What you wrote is kept.');
  const query = queryOf(request);
  const page = { userId: query.get('user') ?? '', accountId: query.get('account') ?? '' };
  const player = toRenderedAccount(user, page);
  await requirePermission(player, page.accountId, 'playground:use');
  await limit(counted, user.id);
  return player;
}

export const queryOf = ({ url }: Pick<GatewayRequest, 'url'>): URLSearchParams =>
  new URLSearchParams(url.split('?')[1] ?? '');
