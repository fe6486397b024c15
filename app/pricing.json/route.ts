import { readPriceHistory } from '#lib/billing/price-history.ts';
import { priceList, textReply } from '#lib/docs/documents.ts';

// A model's status depends on the date.
export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const now = new Date();
  return textReply(JSON.stringify(priceList(now, await readPriceHistory(now)), null, 2), 'application/json');
}
