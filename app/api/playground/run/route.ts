import { toGatewayRequest, toResponse } from '#lib/gateway/adapters/web.ts';
import { runInPlayground } from '#lib/playground/serve/run.ts';

/** Runs a chat completion of the playground, authorised by the session, and streams its events. */
export async function POST(request: Request): Promise<Response> {
  return toResponse(await runInPlayground(toGatewayRequest(request)));
}
