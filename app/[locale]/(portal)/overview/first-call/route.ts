import { may } from '#lib/accounts/permissions.ts';
import { withAccount } from '#lib/auth/current-user.ts';
import { currentUser } from '#lib/auth/session.ts';
import { findFirstCall } from '#lib/usage/queries/first-call.ts';

/** How far an account's first call has come. Its overview asks while it waits for one. */
export async function GET(request: Request): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response(null, { status: 401 });
  const accountId = new URL(request.url).searchParams.get('account');
  const account = user.accounts.find(({ id }) => id === accountId);
  if (!account) return new Response(null, { status: 404 });
  const { lacksSecondFactor, role } = withAccount(user, account);
  if (lacksSecondFactor || !may(role, 'logs:read')) return new Response(null, { status: 403 });
  return Response.json(await findFirstCall(account.id), { headers: { 'cache-control': 'no-store' } });
}
