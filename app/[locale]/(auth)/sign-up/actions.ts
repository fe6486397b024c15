'use server';

import { cookies } from 'next/headers';
import { signUp } from '#lib/accounts/sign-up.ts';
import { currentCaller } from '#lib/auth/caller.ts';
import { COOKIE_OPTIONS, SIGN_UP_COOKIE } from '#lib/auth/cookies.ts';
import { inEvenTime } from '#lib/auth/even-time.ts';
import { newSecret, TOKEN_LIFETIME_MS } from '#lib/auth/tokens.ts';
import { publicAction } from '#lib/auth/user-action.ts';
import { signUpInput } from './inputs.ts';

const STEP_MS = 500;

export const signUpAction = publicAction(signUpInput, async ({ invitation, ...input }) => {
  const jar = await cookies();
  const browser = jar.get(SIGN_UP_COOKIE)?.value ?? newSecret();
  jar.set(SIGN_UP_COOKIE, browser, { ...COOKIE_OPTIONS, maxAge: TOKEN_LIFETIME_MS.verify_email / 1000 });
  const caller = await currentCaller();
  await inEvenTime(STEP_MS, () => signUp({ ...input, browser, ...(invitation && { invitation }) }, caller));
});
