import { toGatewayRequest, toResponse } from '#lib/gateway/adapters/web.ts';
import { runInPlayground } from '#lib/playground/serve/run.ts';

/** What the playground sends: a chat completion with the session, answered as a stream of what happens. */
export async function POST(request: Request): Promise<Response> {
  return toResponse(await runInPlayground(toGatewayRequest(request)));
}
