'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { currentCaller } from '#lib/auth/caller.ts';
import { assertSteppedUp } from '#lib/auth/current-user.ts';
import { accountAction } from '#lib/auth/user-action.ts';
import { deleteStored, retentionInput, setRetention } from '#lib/content/set-retention.ts';

export const setRetentionAction = accountAction(retentionInput, async (edit, user) => {
  assertSteppedUp(user);
  await setRetention(user, { accountId: user.accountId, ...edit }, await currentCaller());
  revalidatePath('/[locale]/(portal)', 'layout');
});

/** @returns the number of requests */
export const deleteStoredAction = accountAction(z.strictObject({}), async (_, user) => {
  assertSteppedUp(user);
  const count = await deleteStored(user, user.accountId, await currentCaller());
  revalidatePath('/[locale]/(portal)', 'layout');
  return count;
});
