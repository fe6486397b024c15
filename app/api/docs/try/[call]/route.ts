import { isAccountTrial } from '#lib/docs/account-trials.ts';
import { findTrialChoices } from '#lib/docs/reader.ts';
import { tryAccountCall } from '#lib/docs/try-call.ts';
import { toGatewayRequest, toResponse } from '#lib/gateway/adapters/web.ts';

interface Context {
  params: Promise<{ call: string }>;
}

/** Lists the choices of "Try it": keys, or recent requests. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { call } = await params;
  if (!isAccountTrial(call)) return new Response(null, { status: 404 });
  return Response.json({ choices: await findTrialChoices(call) }, { headers: { 'cache-control': 'no-store' } });
}

/** Runs a call of "Try it" about the reader's account, authorised by the session. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { call } = await params;
  return toResponse(await tryAccountCall(call, toGatewayRequest(request)));
}
