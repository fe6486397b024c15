import { may } from '#lib/accounts/permissions.ts';
import { currentUser } from '#lib/auth/session.ts';
import { findFirstCall } from '#lib/usage/queries/first-call.ts';

/** How far the current account's first call has come. The overview asks while it waits for one. */
export async function GET(): Promise<Response> {
  const user = await currentUser();
  if (!user) return new Response(null, { status: 401 });
  if (user.lacksSecondFactor || !may(user.role, 'logs:read')) return new Response(null, { status: 403 });
  return Response.json(await findFirstCall(user.accountId), { headers: { 'cache-control': 'no-store' } });
}
