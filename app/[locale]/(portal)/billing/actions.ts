'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { linkTo } from '#lib/accounts/links.ts';
import { currentCaller } from '#lib/auth/caller.ts';
import { assertSteppedUp } from '#lib/auth/current-user.ts';
import { assertMay, assertVerified } from '#lib/auth/session.ts';
import { accountAction } from '#lib/auth/user-action.ts';
import { usdInput } from '#lib/billing/usd-input.ts';
import { formatExactUsd } from '#lib/i18n/format.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { proveBooks } from '#lib/statement/prove-books.ts';
import { setAutoTopUp, stopAutoTopUp } from '#lib/stripe/auto/set.ts';
import { createTopUp } from '#lib/stripe/create-top-up.ts';
import { confirmTopUp, openCardSetup, openPortal } from '#lib/stripe/pages.ts';
import { requestRefund } from '#lib/stripe/refund/request.ts';
import { cardName } from '#lib/stripe/rules/card-name.ts';
import { fromCents, MAX_TOP_UP_CENTS, MIN_TOP_UP_CENTS } from '#lib/stripe/rules/cents.ts';
import { findSavedCard } from '#lib/stripe/saved-card.ts';

const locale = z.enum(LOCALES);

const topUp = z.strictObject({
  netCents: z.int().min(MIN_TOP_UP_CENTS).max(MAX_TOP_UP_CENTS),
  savesCard: z.boolean(),
  locale,
});

/** Stripe replaces this by the session's id. */
const SESSION = '{CHECKOUT_SESSION_ID}';

export const startTopUpAction = accountAction(topUp, async (wish, user) => {
  assertVerified(user);
  assertSteppedUp(user);
  const pages = {
    successUrl: `${linkTo(wish.locale, '/billing/return')}?session=${SESSION}`,
    cancelUrl: linkTo(wish.locale, '/billing'),
  };
  const { url } = await createTopUp(user, { accountId: user.accountId, ...wish, ...pages }, await currentCaller());
  return { url };
});

export const confirmTopUpAction = accountAction(z.strictObject({ topUpId: z.string().max(64) }), (input, user) =>
  confirmTopUp(user, user.accountId, input.topUpId),
);

export const openPortalAction = accountAction(z.strictObject({ locale }), async (wish, user) => {
  assertVerified(user);
  assertSteppedUp(user);
  const returnUrl = linkTo(wish.locale, '/billing');
  return { url: await openPortal(user, { accountId: user.accountId, locale: wish.locale, returnUrl }) };
});

export const saveCardAction = accountAction(z.strictObject({ locale }), async (wish, user) => {
  assertVerified(user);
  assertSteppedUp(user);
  const returnUrl = `${linkTo(wish.locale, '/billing/return')}?account=${user.accountId}&card=${SESSION}`;
  return { url: await openCardSetup(user, { accountId: user.accountId, locale: wish.locale, returnUrl }) };
});

const terms = z.strictObject({
  threshold: usdInput,
  netCents: z.int().min(MIN_TOP_UP_CENTS).max(MAX_TOP_UP_CENTS),
  monthCapCents: z.int().positive().max(2_000_000_000),
});

/** Includes the terms that the form showed, to detect a change in between. */
const agreement = terms.extend({ before: terms.nullable(), locale });

/** The stored consent is created here, from the new terms and in the language in which the user read it. */
export const setAutoTopUpAction = accountAction(agreement, async ({ locale: language, ...wish }, user) => {
  assertVerified(user);
  assertSteppedUp(user);
  const [t, card] = await Promise.all([
    getTranslations({ locale: language, namespace: 'billing.auto' }),
    findSavedCard(user.accountId),
  ]);
  const consentText = t('sentence', {
    threshold: formatExactUsd(language, wish.threshold),
    card: card ? cardName(card) : '–',
    amount: formatExactUsd(language, fromCents(wish.netCents)),
    cap: formatExactUsd(language, fromCents(wish.monthCapCents)),
  });
  await setAutoTopUp(user, { accountId: user.accountId, ...wish, consentText }, await currentCaller());
});

export const stopAutoTopUpAction = accountAction(z.strictObject({}), async (_, user) => {
  assertSteppedUp(user);
  await stopAutoTopUp(user, user.accountId, await currentCaller());
});

const refund = z.strictObject({ topUpId: z.string().max(64), cents: z.int().positive() });

export const requestRefundAction = accountAction(refund, async (wish, user) => {
  assertVerified(user);
  assertSteppedUp(user);
  await requestRefund(user, { accountId: user.accountId, ...wish }, await currentCaller());
});

export const proveBooksAction = accountAction(z.strictObject({}), (_, user) => {
  assertMay(user, 'billing:read');
  return proveBooks(user.accountId);
});
