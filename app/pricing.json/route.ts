import { priceList } from '#lib/docs/price-list.ts';
import { textReply } from '#lib/docs/text-reply.ts';

// A model's state changes with the day.
export const dynamic = 'force-dynamic';

export const GET = () => textReply(JSON.stringify(priceList(new Date()), null, 2), 'application/json');
