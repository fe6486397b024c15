import { readPriceHistory } from '#lib/billing/price-history.ts';
import { priceList, textReply } from '#lib/docs/documents.ts';

// The status and prices of models depend on the date.
export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const now = new Date();
  return textReply(JSON.stringify(priceList(now, await readPriceHistory(now)), null, 2), 'application/json');
}
