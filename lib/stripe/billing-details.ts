import 'server-only';
import { db } from '#lib/db/client.ts';
import { log } from '#lib/log.ts';
import { stripe, stripeMode } from './client.ts';

/** The name, address and tax ids on invoices, as the customer entered them at Stripe. */
export interface BillingDetails {
  name: string | null;
  address: string[];
  taxIds: string[];
}

const NONE: BillingDetails = { name: null, address: [], taxIds: [] };

/** Empty when the account has never paid or Stripe is unavailable: a statement does not require them. */
export async function findBillingDetails(accountId: string): Promise<BillingDetails> {
  const known = await db.stripeCustomer.findUnique({ where: { accountId }, select: { customerId: true } });
  if (!known || stripeMode() === 'none') return NONE;
  try {
    const [customer, taxIds] = await Promise.all([
      stripe().customers.retrieve(known.customerId),
      stripe().customers.listTaxIds(known.customerId, { limit: 10 }),
    ]);
    if (customer.deleted) return NONE;
    const { line1, line2, postal_code, city, state, country } = customer.address ?? {};
    const lines = [line1, line2, [postal_code, city, state].filter(Boolean).join(' '), country];
    return {
      name: customer.name ?? null,
      address: lines.filter((line): line is string => Boolean(line)),
      taxIds: taxIds.data.map(({ value }) => value),
    };
  } catch (err) {
    log.warn({ event: 'billing_details_unknown', err });
    return NONE;
  }
}
