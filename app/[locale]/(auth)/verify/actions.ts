'use server';

import { cookies } from 'next/headers';
import { confirmEmailChange } from '#lib/accounts/change-email.ts';
import { verifyEmail } from '#lib/accounts/verify-email.ts';
import { keepChallenge } from '#lib/auth/browser-cookies.ts';
import { currentCaller } from '#lib/auth/caller.ts';
import { SIGN_UP_COOKIE } from '#lib/auth/cookies.ts';
import { publicAction } from '#lib/auth/user-action.ts';
import { tokenInput, verifyInput } from './inputs.ts';

export const verifyAction = publicAction(verifyInput, async ({ token, password }) => {
  const browser = (await cookies()).get(SIGN_UP_COOKIE)?.value;
  const given = { token, ...(browser && { browser }), ...(password && { password }) };
  return keepChallenge(await verifyEmail(given, await currentCaller()));
});

export const confirmEmailChangeAction = publicAction(tokenInput, async ({ token }) =>
  confirmEmailChange(token, await currentCaller()),
);
