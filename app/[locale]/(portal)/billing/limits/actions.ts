'use server';

import { revalidatePath } from 'next/cache';
import { currentCaller } from '#lib/auth/caller.ts';
import { assertSteppedUp } from '#lib/auth/current-user.ts';
import { assertVerified } from '#lib/auth/session.ts';
import { accountAction } from '#lib/auth/user-action.ts';
import { changeCapInput, createCapInput, removeCapInput } from '#lib/billing/budgets/schema.ts';
import { changeCap, removeCap } from '#lib/caps/change.ts';
import { createCap } from '#lib/caps/create.ts';

export const createCapAction = accountAction(createCapInput, async (input, user) => {
  assertVerified(user);
  assertSteppedUp(user);
  await createCap(user, { accountId: user.accountId, ...input }, await currentCaller());
  showAnew();
});

export const changeCapAction = accountAction(changeCapInput, async (input, user) => {
  assertSteppedUp(user);
  await changeCap(user, { accountId: user.accountId, ...input }, await currentCaller());
  showAnew();
});

export const removeCapAction = accountAction(removeCapInput, async (input, user) => {
  assertSteppedUp(user);
  await removeCap(user, { accountId: user.accountId, ...input }, await currentCaller());
  showAnew();
});

const showAnew = () => revalidatePath('/[locale]/(portal)', 'layout');
