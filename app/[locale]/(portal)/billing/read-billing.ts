import 'server-only';
import { previewAnnounced } from '#lib/billing/price-preview.ts';
import { getBalance } from '#lib/billing/queries.ts';
import { listKeys } from '#lib/keys/queries.ts';
import { listHolds } from '#lib/statement/holds.ts';
import { listTopUps } from '#lib/stripe/queries.ts';
import { toBrandName } from '#lib/stripe/rules/card-name.ts';
import { findSavedCard } from '#lib/stripe/saved-card.ts';

const TOP_UPS = 20;

/** Reads the data of the billing page. */
export async function readBilling(accountId: string, now: Date) {
  const [balance, holds, keys, card, topUps, priceChanges] = await Promise.all([
    getBalance(accountId),
    listHolds(accountId),
    listKeys(accountId),
    findSavedCard(accountId),
    listTopUps(accountId, TOP_UPS),
    previewAnnounced(accountId, now),
  ]);
  return {
    ...{ balance, holds, topUps, priceChanges },
    keyNames: new Map(keys.map(({ id, name }) => [id, name])),
    card: card && {
      brand: toBrandName(card.brand),
      last4: card.last4,
      expires: `${String(card.expMonth).padStart(2, '0')}/${card.expYear}`,
    },
  };
}

export type BillingData = Awaited<ReturnType<typeof readBilling>>;
