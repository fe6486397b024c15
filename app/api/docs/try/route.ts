import { tryChat } from '#lib/docs/try-call.ts';
import { toGatewayRequest, toResponse } from '#lib/gateway/adapters/web.ts';

/** What the reference's "Try it" sends: a chat completion with the reader's session, answered by the sandbox. */
export async function POST(request: Request): Promise<Response> {
  return toResponse(await tryChat(toGatewayRequest(request)));
}
