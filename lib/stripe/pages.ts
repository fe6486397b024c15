import 'server-only';
import type Stripe from 'stripe';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { db } from '#lib/db/client.ts';
import { AppError } from '#lib/errors.ts';
import { applySession } from './apply-session.ts';
import { assertKeepsCards, stripe } from './client.ts';
import { withCustomer } from './customer.ts';
import { askStripe } from './failure.ts';

interface Visit {
  accountId: string;
  locale: string;
  returnUrl: string;
}

type Payer = { id: string };

/**
 * Opens the customer portal, for cards, address, tax id and invoices.
 * @throws not_found; forbidden; billing_unavailable
 */
export async function openPortal(user: Payer, { accountId, locale, returnUrl }: Visit): Promise<string> {
  await requirePermission(user, accountId, 'billing:manage');
  const { url } = await askStripe(() =>
    withCustomer(accountId, (customer) =>
      stripe().billingPortal.sessions.create({
        customer,
        return_url: returnUrl,
        locale: locale as Stripe.BillingPortal.SessionCreateParams.Locale,
      }),
    ),
  );
  return url;
}

/** Opens the page for saving a card without paying. `returnUrl` may hold `{CHECKOUT_SESSION_ID}`. */
export async function openCardSetup(user: Payer, { accountId, locale, returnUrl }: Visit): Promise<string> {
  await requirePermission(user, accountId, 'billing:manage');
  assertKeepsCards();
  const { url } = await askStripe(() =>
    withCustomer(accountId, (customer) =>
      stripe().checkout.sessions.create({
        mode: 'setup',
        ui_mode: 'hosted_page',
        customer,
        currency: 'usd',
        client_reference_id: accountId,
        locale: locale as Stripe.Checkout.SessionCreateParams.Locale,
        success_url: returnUrl,
        cancel_url: returnUrl,
      }),
    ),
  );
  if (!url) throw new AppError('billing_unavailable', 'The page to save a card could not be opened. Please try again.');
  return url;
}

/**
 * Called by the page after the checkout: fetches the state from Stripe like the webhook, so that the credit shows at
 * once. An unknown session or another account's is ignored.
 */
export async function confirmCheckout(user: Payer, accountId: string, sessionId: string): Promise<void> {
  await requirePermission(user, accountId, 'billing:read');
  const isOurs = (await db.topUp.count({ where: { accountId, sessionId } })) > 0;
  if (!isOurs && !(await isSetupOf(accountId, sessionId))) throw new AppError('not_found', 'There is no such top-up.');
  await askStripe(() => applySession(sessionId));
}

/** The same for an order without events so far. An order without a checkout is left unchanged. */
export async function confirmTopUp(user: Payer, accountId: string, topUpId: string): Promise<void> {
  await requirePermission(user, accountId, 'billing:read');
  const topUp = await db.topUp.findFirst({ where: { id: topUpId, accountId }, select: { sessionId: true } });
  if (topUp?.sessionId) await confirmCheckout(user, accountId, topUp.sessionId);
}

async function isSetupOf(accountId: string, sessionId: string): Promise<boolean> {
  const owner = await db.stripeCustomer.findUnique({ where: { accountId } });
  const session = await stripe()
    .checkout.sessions.retrieve(sessionId)
    .catch(() => null);
  return owner !== null && session?.mode === 'setup' && session.customer === owner.customerId;
}

/** Links to a top-up's invoice, as PDF and as a page. Stripe’s links expire, so they are fetched each time. */
export async function invoiceLinks(user: Payer, accountId: string, topUpId: string) {
  await requirePermission(user, accountId, 'billing:read');
  const topUp = await db.topUp.findFirst({ where: { id: topUpId, accountId } });
  if (!topUp) throw new AppError('not_found', 'There is no such top-up.');
  const payment = await db.stripePayment.findUnique({ where: { topUpId } });
  const invoiceId = topUp.invoiceId ?? payment?.invoiceId;
  const invoice = invoiceId ? await askStripe(() => stripe().invoices.retrieve(invoiceId)) : null;
  return {
    pdfUrl: invoice?.invoice_pdf ?? null,
    pageUrl: invoice?.hosted_invoice_url ?? null,
    receiptUrl: payment?.receiptUrl ?? null,
  };
}
