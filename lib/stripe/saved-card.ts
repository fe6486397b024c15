import 'server-only';
import type Stripe from 'stripe';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { db } from '#lib/db/client.ts';
import { isLive, stripe } from './client.ts';
import { NO_CARD } from './customer.ts';
import { askStripe } from './failure.ts';
import { toId } from './find-order.ts';
import { MAX_ACCOUNTS_PER_CARD } from './rules/limits.ts';

export interface SavedCard {
  brand: string;
  last4: string;
  expMonth: number;
  expYear: number;
}

/** The card that automatic top-ups charge. */
export async function findSavedCard(accountId: string): Promise<SavedCard | null> {
  const row = await db.stripeCustomer.findUnique({ where: { accountId } });
  if (!row?.cardLast4 || row.cardExpMonth === null || row.cardExpYear === null) return null;
  const { cardBrand, cardLast4: last4, cardExpMonth: expMonth, cardExpYear: expYear } = row;
  return { brand: cardBrand ?? '', last4, expMonth, expYear };
}

/**
 * Records the card that Stripe keeps for the account: the one chosen in the portal, else the newest. A card shared by
 * too many accounts, or blocked from charges, is not recorded.
 */
export async function syncCard(customerId: string): Promise<void> {
  const owner = await db.stripeCustomer.findUnique({ where: { customerId } });
  if (!owner) return;
  const customer = await stripe().customers.retrieve(customerId);
  const cards = customer.deleted
    ? []
    : (await stripe().paymentMethods.list({ customer: customerId, type: 'card', limit: 20 })).data;
  const chosen = customer.deleted ? null : toId(customer.invoice_settings.default_payment_method);
  const method = cards.find(({ id }) => id === chosen) ?? cards[0];
  const fingerprint = method?.card?.fingerprint ?? null;
  const isKept = method?.card !== undefined && !(await isRefused(owner.accountId, fingerprint));
  await db.stripeCustomer.update({ where: { customerId }, data: isKept ? toColumns(method) : NO_CARD });
  if (fingerprint) await liftSuspension(owner.accountId, fingerprint);
}

async function isRefused(accountId: string, cardFingerprint: string | null): Promise<boolean> {
  if (cardFingerprint === null) return false;
  const blocked = await db.stripeCardBlock.count({ where: { fingerprint: cardFingerprint } });
  const others = await db.stripeCustomer.count({ where: { cardFingerprint, accountId: { not: accountId } } });
  return blocked > 0 || (isLive() && others >= MAX_ACCOUNTS_PER_CARD);
}

const toColumns = ({ id, card }: Stripe.PaymentMethod) => ({
  paymentMethodId: id,
  cardBrand: card?.brand ?? null,
  cardLast4: card?.last4 ?? null,
  cardExpMonth: card?.exp_month ?? null,
  cardExpYear: card?.exp_year ?? null,
  cardFingerprint: card?.fingerprint ?? null,
});

/** Failures belong to a card: another one starts afresh, and the same one added again does not. */
async function liftSuspension(accountId: string, fingerprint: string): Promise<void> {
  await db.autoTopUp.updateMany({
    where: { accountId, suspensionReason: 'failures', suspendedFingerprint: { not: fingerprint } },
    data: { suspendedAt: null, suspensionReason: null, suspendedFingerprint: null, failures: 0, nextAttemptAt: null },
  });
}

/** Removes the saved card and disables automatic top-ups. @throws not_found; forbidden */
export async function removeCard(user: { id: string }, accountId: string): Promise<void> {
  await requirePermission(user, accountId, 'billing:manage');
  const row = await db.stripeCustomer.findUnique({ where: { accountId } });
  if (!row?.paymentMethodId) return;
  const methodId = row.paymentMethodId;
  await askStripe(() => stripe().paymentMethods.detach(methodId));
  await db.autoTopUp.updateMany({ where: { accountId }, data: { isOn: false } });
  await syncCard(row.customerId);
}
