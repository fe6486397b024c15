'use server';

import { z } from 'zod';
import { linkTo } from '#lib/accounts/links.ts';
import { currentCaller } from '#lib/auth/caller.ts';
import { assertVerified } from '#lib/auth/session.ts';
import { assertSteppedUp } from '#lib/auth/step-up.ts';
import { accountAction } from '#lib/auth/user-action.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { createTopUp } from '#lib/stripe/create-top-up.ts';
import { confirmTopUp, openCardSetup, openPortal } from '#lib/stripe/pages.ts';
import { MAX_TOP_UP_CENTS, MIN_TOP_UP_CENTS } from '#lib/stripe/rules/cents.ts';

const locale = z.enum(LOCALES);

const topUp = z.strictObject({
  netCents: z.int().min(MIN_TOP_UP_CENTS).max(MAX_TOP_UP_CENTS),
  savesCard: z.boolean(),
  locale,
});

/** Stripe puts the session's id here. */
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
