import 'server-only';
import { may, type Permission } from '#lib/accounts/permissions.ts';
import { type CurrentUser, withAccount } from '#lib/auth/current-user.ts';
import { currentUser } from '#lib/auth/session.ts';

/** Returns the user as a member of the account in the URL, or an error response. */
export async function findMember(request: Request, permission: Permission): Promise<CurrentUser | Response> {
  const user = await currentUser();
  if (!user) return new Response(null, { status: 401 });
  const accountId = new URL(request.url).searchParams.get('account');
  const account = user.accounts.find(({ id }) => id === accountId);
  if (!account) return new Response(null, { status: 404 });
  const member = withAccount(user, account);
  return member.lacksSecondFactor || !may(member.role, permission) ? new Response(null, { status: 403 }) : member;
}
