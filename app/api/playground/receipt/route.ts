import { toGatewayRequest, toResponse } from '#lib/gateway/adapters/web.ts';
import { receiptInPlayground } from '#lib/playground/serve/receipt.ts';

/** Returns the receipt of a run whose stream broke off. */
export async function POST(request: Request): Promise<Response> {
  return toResponse(await receiptInPlayground(toGatewayRequest(request)));
}
