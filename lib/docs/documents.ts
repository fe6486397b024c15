import { priceId } from '#lib/billing/price-id.ts';
import { type PublicPrice, toPublicRates } from '#lib/billing/price-list.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { findModel, toApiId } from '#lib/models/find.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';
import type { Model } from '#lib/models/model.ts';
import { type AnnouncedPrice, announcedPrices, pricedAt } from '#lib/models/price-change.ts';

const FIVE_MINUTES = 'public, max-age=300';

/** A generated text file, the same for every reader. */
export const textReply = (body: string, type: string): Response =>
  new Response(body, { headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': FIVE_MINUTES } });

/** `/pricing.json`. Prices are decimal text, because a JSON number is not exact; `prices` includes earlier prices. */
export const priceList = (now: Date, prices: readonly PublicPrice[]) => ({
  object: 'price_list',
  currency: 'USD',
  unit: 'per million tokens',
  generated_at: now.toISOString(),
  models: CATALOG.map((model) => toPriced(model, now)),
  prices,
});

function toPriced(sold: Model, now: Date) {
  const model = pricedAt(sold, now);
  const { status, deprecatedOn, retiresOn, successor } = lifecycleOf(model, now);
  const [announced] = announcedPrices(now, [sold]);
  const next = successor === null ? null : findModel(successor);
  return {
    id: toApiId(model),
    name: model.name,
    price_id: priceId(model),
    rates: toPublicRates(model.rates),
    next_price: announced ? toNextPrice(announced) : null,
    context_tokens: model.contextTokens,
    max_output_tokens: model.maxOutputTokens,
    min_cache_tokens: model.abilities.minCacheTokens,
    lifecycle: { status, deprecated_on: deprecatedOn, retires_on: retiresOn, successor: next && toApiId(next) },
  };
}

const toNextPrice = ({ next, validFrom }: AnnouncedPrice) => ({
  price_id: priceId(next),
  valid_from: validFrom.toISOString(),
  rates: toPublicRates(next.rates),
});

interface SecurityFacts {
  /** The installation's own sender: `TokenHub <tokenhub@example.com>`. */
  from: string;
  origin: string;
  now: Date;
}

const VALID_DAYS = 180;
const DAY_MS = 86_400_000;

/** RFC 9116: the contact for reporting a vulnerability. It is the sender of the installation's mails. */
export function securityText({ from, origin, now }: SecurityFacts): string {
  const address = /<([^>]+)>/.exec(from)?.[1] ?? from;
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const lines = [
    `Contact: mailto:${address.trim()}`,
    `Expires: ${new Date(midnight + VALID_DAYS * DAY_MS).toISOString()}`,
    'Preferred-Languages: en, de',
    `Canonical: ${origin}/.well-known/security.txt`,
  ];
  return `${lines.join('\n')}\n`;
}
