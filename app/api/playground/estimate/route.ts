import { toGatewayRequest, toResponse } from '#lib/gateway/adapters/web.ts';
import { estimateInPlayground } from '#lib/playground/serve/estimate.ts';

export async function POST(request: Request): Promise<Response> {
  return toResponse(await estimateInPlayground(toGatewayRequest(request)));
}
