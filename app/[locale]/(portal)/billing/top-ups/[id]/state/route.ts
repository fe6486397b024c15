import { AppError } from '#lib/errors.ts';
import { getTopUp } from '#lib/stripe/queries.ts';
import { findMember } from '../../../../find-member.ts';

interface Context {
  params: Promise<{ id: string }>;
}

/** Returns the state of an order to the page that polls it. It reads only our own record. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const member = await findMember(request, 'billing:read');
  if (member instanceof Response) return member;
  try {
    const { state } = await getTopUp(member.accountId, (await params).id);
    return Response.json({ state }, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    if (error instanceof AppError) return new Response(null, { status: error.status });
    throw error;
  }
}
