import { listPrices, toHistory } from '#lib/billing/price-history.ts';
import { priceId } from '#lib/billing/price-id.ts';
import { priceList, textReply } from '#lib/docs/documents.ts';
import { CATALOG } from '#lib/models/catalog.ts';

// A model's state changes with the day.
export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const prices = toHistory(await listPrices(), new Set(CATALOG.map(priceId)));
  return textReply(JSON.stringify(priceList(new Date(), prices), null, 2), 'application/json');
}
