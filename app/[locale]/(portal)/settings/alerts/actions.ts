'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { setLowBalanceAlert } from '#lib/alerts/low-balance-alert.ts';
import { setSpendAlert } from '#lib/alerts/spend-alert.ts';
import { currentCaller } from '#lib/auth/caller.ts';
import { assertSteppedUp } from '#lib/auth/current-user.ts';
import { assertVerified } from '#lib/auth/session.ts';
import { accountAction } from '#lib/auth/user-action.ts';
import { usdInput } from '#lib/billing/usd-input.ts';
import { editInput } from '#lib/edit.ts';

/** Zero means no alert. */
const alert = z.strictObject({ amount: usdInput.transform((amount) => amount || null).nullable() });

export const setSpendAlertAction = accountAction(editInput(alert, alert), async (edit, user) => {
  assertVerified(user);
  assertSteppedUp(user);
  await setSpendAlert(user, { accountId: user.accountId, ...edit }, await currentCaller());
  revalidatePath('/[locale]/(portal)', 'layout');
});

export const setLowBalanceAlertAction = accountAction(editInput(alert, alert), async (edit, user) => {
  assertVerified(user);
  assertSteppedUp(user);
  await setLowBalanceAlert(user, { accountId: user.accountId, ...edit }, await currentCaller());
  revalidatePath('/[locale]/(portal)', 'layout');
});
