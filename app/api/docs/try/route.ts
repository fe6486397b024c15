import { tryChat } from '#lib/docs/try-call.ts';
import { toGatewayRequest, toResponse } from '#lib/gateway/adapters/web.ts';

/** Runs a chat completion of "Try it" in the sandbox, authorised by the session. */
export async function POST(request: Request): Promise<Response> {
  return toResponse(await tryChat(toGatewayRequest(request)));
}
