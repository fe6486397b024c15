import 'server-only';
import { PERMISSIONS } from '#lib/accounts/permissions.ts';
import { listRecipients } from '#lib/accounts/queries.ts';
import { db } from '#lib/db/client.ts';
import { isLive, stripe } from './client.ts';
import { isMissing } from './failure.ts';

/**
 * Returns the account's Stripe customer, created if necessary: one per account, also for concurrent calls, because the
 * idempotency key is the account's. Details that can change are sent afterwards, so that the call with the key never
 * does.
 */
export async function ensureCustomer(accountId: string): Promise<string> {
  const known = await db.stripeCustomer.findUnique({ where: { accountId } });
  if (known && known.livemode === isLive()) return known.customerId;
  return makeCustomer(accountId, `customer:${accountId}`);
}

async function makeCustomer(accountId: string, idempotencyKey: string): Promise<string> {
  const { id } = await stripe().customers.create({ metadata: { account_id: accountId } }, { idempotencyKey });
  const blank = { customerId: id, livemode: isLive(), ...NO_CARD };
  await db.stripeCustomer.upsert({ where: { accountId }, create: { accountId, ...blank }, update: blank });
  await describeCustomer(accountId, id);
  return id;
}

export const NO_CARD = {
  paymentMethodId: null,
  cardBrand: null,
  cardLast4: null,
  cardExpMonth: null,
  cardExpYear: null,
  cardFingerprint: null,
} as const;

/** Sets the address and language of Stripe's mails. */
async function describeCustomer(accountId: string, customerId: string): Promise<void> {
  const role = { in: [...PERMISSIONS['billing:manage']] };
  const { account, recipients } = await listRecipients(accountId, { role });
  const [payer] = recipients;
  if (payer)
    await stripe().customers.update(customerId, {
      email: payer.email,
      name: account,
      preferred_locales: [payer.locale],
    });
}

/** Runs a call with the customer, and again with a new one when Stripe does not know it: the keys may have changed. */
export async function withCustomer<T>(
  accountId: string,
  call: (customerId: string, attempt: number) => Promise<T>,
): Promise<T> {
  const customerId = await ensureCustomer(accountId);
  try {
    return await call(customerId, 1);
  } catch (error) {
    if (!isMissing(error, 'customer')) throw error;
    return call(await makeCustomer(accountId, `customer:${accountId}:${customerId}`), 2);
  }
}
