import 'server-only';
import type Stripe from 'stripe';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import type { TopUp } from '#lib/db/generated/client.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';
import { keepsCards, stripe } from './client.ts';
import { withCustomer } from './customer.ts';
import { askStripe, isKeyConflict } from './failure.ts';
import { MAX_TOP_UP_CENTS, MIN_TOP_UP_CENTS } from './rules/cents.ts';
import { refuseTopUp, type TopUpRefusal } from './rules/limits.ts';
import { topUpFacts } from './top-up-facts.ts';

export interface TopUpWish {
  accountId: string;
  netCents: number;
  savesCard: boolean;
  locale: string;
  /** The address after the payment; `{CHECKOUT_SESSION_ID}` is replaced by the session's id. */
  successUrl: string;
  cancelUrl: string;
}

export interface StartedTopUp {
  topUpId: string;
  url: string;
}

/** How long a repeated click reuses the first order, and how long an order can be paid. */
const REUSE_MS = 20 * 60_000;
const OPEN_MS = 60 * 60_000;

const REFUSALS: Record<TopUpRefusal, string> = {
  too_many_started: 'Many top-ups were started today. Finish one of them, or try again tomorrow.',
  too_many_refused: 'Several payments were refused today. Please try again tomorrow, or ask us for help.',
  new_accounts_paused: 'Top-ups of new accounts are paused at the moment. Please ask us for help.',
  card_blocked: 'This account cannot top up by itself. Please ask us for help.',
};

/**
 * Orders credit and opens its payment page. The order is stored before Stripe is called; repeating the same order
 * within minutes opens the same page.
 * @throws not_found; forbidden; invalid_value; rate_limit_exceeded; billing_unavailable
 */
export async function createTopUp(user: { id: string }, wish: TopUpWish, caller: Caller): Promise<StartedTopUp> {
  assertAmount(wish.netCents);
  await requirePermission(user, wish.accountId, 'billing:manage');
  const order = await placeOrder(user.id, wish, caller);
  try {
    return await openCheckout(order, wish);
  } catch (error) {
    if (!isKeyConflict(error)) throw error;
    // A process that died ordered it with other parameters, such as another language; that page was never shown.
    await db.topUp.update({ where: { id: order.id }, data: { state: 'failed', failureCode: 'canceled' } });
    return openCheckout(await placeOrder(user.id, wish, caller), wish);
  }
}

function assertAmount(cents: number): void {
  if (Number.isInteger(cents) && cents >= MIN_TOP_UP_CENTS && cents <= MAX_TOP_UP_CENTS) return;
  const [low, high] = [MIN_TOP_UP_CENTS / 100, MAX_TOP_UP_CENTS / 100];
  throw new AppError('invalid_value', `An amount from ${low} to ${high} USD, in whole cents.`, { param: 'amount' });
}

/** Serialised per account, so that repeated clicks create one order. */
function placeOrder(
  userId: string,
  { accountId, netCents, locale, ...wish }: TopUpWish,
  caller: Caller,
): Promise<TopUp> {
  const savesCard = wish.savesCard && keepsCards();
  return transaction(async (tx) => {
    await lockOrders(tx, accountId);
    const { suspendedAt } = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
    if (suspendedAt) throw new AppError('account_suspended', 'This account is suspended.');
    const since = new Date(Date.now() - REUSE_MS);
    const same = { accountId, userId, netCents, savesCard, locale, kind: 'manual', state: 'created' } as const;
    const open = await tx.topUp.findFirst({
      where: { ...same, createdAt: { gt: since } },
      orderBy: { createdAt: 'desc' },
    });
    if (open) return open;
    const refusal = refuseTopUp(await topUpFacts(accountId, tx));
    if (refusal) throw new AppError('rate_limit_exceeded', REFUSALS[refusal], { details: { reason: refusal } });
    const order = await tx.topUp.create({ data: { id: newId('topUp'), ...same } });
    await audit({ action: 'top_up.started', accountId, actorId: userId, target: `${netCents / 100} USD`, caller }, tx);
    return order;
  });
}

/** Held until the transaction ends. */
export const lockOrders = (tx: Transaction, accountId: string): Promise<unknown> =>
  tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`top_up:${accountId}`}, 0))::text`;

async function openCheckout(order: TopUp, wish: TopUpWish): Promise<StartedTopUp> {
  if (order.sessionId) {
    const sessionId = order.sessionId;
    const known = await askStripe(() => stripe().checkout.sessions.retrieve(sessionId));
    if (known.status === 'open' && known.url) return { topUpId: order.id, url: known.url };
    throw new AppError('conflict', 'This top-up has just been paid or has ended. Reload the page to see.');
  }
  const { id, url } = await askStripe(() =>
    withCustomer(order.accountId, (customer, attempt) =>
      stripe().checkout.sessions.create(toSession(order, wish, customer), {
        idempotencyKey: `checkout:${order.id}${attempt > 1 ? `:${attempt}` : ''}`,
      }),
    ),
  );
  if (!url) throw new AppError('billing_unavailable', 'The payment page could not be opened. Please try again.');
  await db.topUp.updateMany({ where: { id: order.id, sessionId: null }, data: { sessionId: id } });
  return { topUpId: order.id, url };
}

/** Every value is derived from the order, so that a repeated call is identical. */
function toSession(order: TopUp, wish: TopUpWish, customer: string): Stripe.Checkout.SessionCreateParams {
  const metadata = { top_up: order.id, account_id: order.accountId };
  return {
    mode: 'payment',
    ui_mode: 'hosted_page',
    customer,
    client_reference_id: order.id,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: 'usd',
          unit_amount: order.netCents,
          tax_behavior: 'exclusive',
          product_data: { name: 'TokenHub credit', tax_code: env.STRIPE_TAX_CODE },
        },
      },
    ],
    metadata,
    ...(env.STRIPE_MANAGED_PAYMENTS
      ? { managed_payments: { enabled: true }, payment_intent_data: { metadata } }
      : toOwnSale(order, metadata)),
    locale: order.locale as Stripe.Checkout.SessionCreateParams.Locale,
    expires_at: Math.floor((order.createdAt.getTime() + OPEN_MS) / 1_000),
    success_url: wish.successUrl,
    cancel_url: wish.cancelUrl,
  };
}

/** Parameters that we set as the seller. With Managed Payments Stripe is the seller and refuses all of them. */
const toOwnSale = (order: TopUp, metadata: Stripe.MetadataParam): Partial<Stripe.Checkout.SessionCreateParams> => ({
  customer_update: { name: 'auto', address: 'auto' },
  billing_address_collection: 'required',
  tax_id_collection: { enabled: true },
  automatic_tax: { enabled: env.STRIPE_TAX === 'automatic' },
  invoice_creation: { enabled: true },
  adaptive_pricing: { enabled: false },
  // The card is either saved for automatic charges, or its owner may save it for the next visit.
  ...(order.savesCard
    ? { payment_intent_data: { metadata, setup_future_usage: 'off_session' } }
    : { payment_intent_data: { metadata }, saved_payment_method_options: { payment_method_save: 'enabled' } }),
});
