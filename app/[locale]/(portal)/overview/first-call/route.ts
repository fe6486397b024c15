import { findFirstCall } from '#lib/usage/queries/first-call.ts';
import { findMember } from '../../find-member.ts';

/** Returns the status of an account's first call. The overview polls it. */
export async function GET(request: Request): Promise<Response> {
  const member = await findMember(request, 'logs:read');
  if (member instanceof Response) return member;
  return Response.json(await findFirstCall(member.accountId), { headers: { 'cache-control': 'no-store' } });
}
