import { toGatewayRequest, toResponse } from '#lib/gateway/adapters/web.ts';
import { receiptInPlayground } from '#lib/playground/serve/receipt.ts';

/** What a run has cost whose stream did not end here. */
export async function POST(request: Request): Promise<Response> {
  return toResponse(await receiptInPlayground(toGatewayRequest(request)));
}
