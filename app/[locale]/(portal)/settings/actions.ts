'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { requestEmailChange } from '#lib/accounts/change-email.ts';
import { emailInput } from '#lib/accounts/schema.ts';
import { resendVerification } from '#lib/accounts/sign-up.ts';
import { updateProfile, updateProfileInput } from '#lib/accounts/update-profile.ts';
import { currentCaller } from '#lib/auth/caller.ts';
import { assertSteppedUp } from '#lib/auth/current-user.ts';
import { userAction } from '#lib/auth/user-action.ts';

export const updateProfileAction = userAction(updateProfileInput, async (input, user) => {
  await updateProfile(user.id, input, await currentCaller());
  revalidatePath('/[locale]/(portal)', 'layout');
});

export const changeEmailAction = userAction(z.strictObject({ email: emailInput }), async ({ email }, user) => {
  assertSteppedUp(user);
  await requestEmailChange(user, email, await currentCaller());
  revalidatePath('/[locale]/(portal)/settings', 'page');
});

export const resendVerificationAction = userAction(z.undefined(), async (_, user) => {
  await resendVerification(user, await currentCaller());
  // The address may have been confirmed in another tab, and then the pages stop asking for it.
  if (user.isVerified) revalidatePath('/[locale]/(portal)', 'layout');
});
