'use server';

import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { confirmEmailChange } from '#lib/accounts/change-email.ts';
import { requestMagicLink, signInWithLink } from '#lib/accounts/magic-link.ts';
import { requestPasswordReset, resetPassword } from '#lib/accounts/reset-password.ts';
import { signUp } from '#lib/accounts/sign-up.ts';
import { verifyEmail } from '#lib/accounts/verify-email.ts';
import { answerChallenge, answerWithPasskey, startPasskeyAnswer } from '#lib/auth/answer-challenge.ts';
import { keepChallenge } from '#lib/auth/browser-cookies.ts';
import { currentCaller } from '#lib/auth/caller.ts';
import { withConstantTime } from '#lib/auth/constant-time-delay.ts';
import { ACCOUNT_COOKIE, ACCOUNT_COOKIE_OPTIONS, COOKIE_OPTIONS, SIGN_UP_COOKIE } from '#lib/auth/cookies.ts';
import { limit } from '#lib/auth/limits.ts';
import { signInWithPasskey, startPasskeySignIn } from '#lib/auth/passkeys.ts';
import { currentUser } from '#lib/auth/session.ts';
import { signInWithPassword } from '#lib/auth/sign-in.ts';
import { newSecret, TOKEN_LIFETIME_MS } from '#lib/auth/tokens.ts';
import { publicAction, userAction } from '#lib/auth/user-action.ts';
import { acceptInvitation } from '#lib/organisations/accept.ts';
import { findInvitation, isInvited } from '#lib/organisations/queries.ts';
import {
  challengeInput,
  linkRequestInput,
  openChallengeInput,
  resetInput,
  signInInput,
  signUpInput,
  tokenInput,
  verifyInput,
} from './inputs.ts';

const SIGN_IN_STEP_MS = 100;
const MAIL_STEP_MS = 300;
const SIGN_UP_STEP_MS = 500;

export const signInAction = publicAction(signInInput, (input) =>
  withConstantTime(SIGN_IN_STEP_MS, async () => keepChallenge(await signInWithPassword(input, await currentCaller()))),
);

export const answerChallengeAction = publicAction(challengeInput, async ({ challenge, code }) =>
  answerChallenge(challenge, code, await currentCaller()),
);

export const requestLinkAction = publicAction(linkRequestInput, (request) =>
  withConstantTime(MAIL_STEP_MS, async () => requestMagicLink(request, await currentCaller())),
);

export const redeemLinkAction = publicAction(tokenInput, async ({ token }) =>
  keepChallenge(await signInWithLink(token, await currentCaller())),
);

export const startPasskeySignInAction = publicAction(z.undefined(), async () => {
  await limitCaller();
  return startPasskeySignIn();
});

export const startPasskeyAnswerAction = publicAction(openChallengeInput, async ({ challenge }) => {
  await limitCaller();
  return startPasskeyAnswer(challenge);
});

async function limitCaller(): Promise<void> {
  const { ip } = await currentCaller();
  await limit('sign-in:address', ip);
}

/** The passkey library validates the content. */
const passkeyAnswer = z.custom<AuthenticationResponseJSON>(
  (value) => z.object({ id: z.string().max(1_500), response: z.object({}).loose() }).safeParse(value).success,
);

export const signInWithPasskeyAction = publicAction(passkeyAnswer, (response) => signInWithPasskey(response));

export const answerWithPasskeyAction = publicAction(
  z.strictObject({ ...openChallengeInput.shape, response: passkeyAnswer }),
  async ({ challenge, response }) => answerWithPasskey(challenge, response, await currentCaller()),
);

export const signUpAction = publicAction(signUpInput, async ({ invitation, ...input }) => {
  const jar = await cookies();
  const browser = jar.get(SIGN_UP_COOKIE)?.value ?? newSecret();
  jar.set(SIGN_UP_COOKIE, browser, { ...COOKIE_OPTIONS, maxAge: TOKEN_LIFETIME_MS.verify_email / 1000 });
  const caller = await currentCaller();
  await withConstantTime(SIGN_UP_STEP_MS, () =>
    signUp({ ...input, browser, ...(invitation && { invitation }) }, caller),
  );
});

export const verifyAction = publicAction(verifyInput, async ({ token, password }) => {
  const browser = (await cookies()).get(SIGN_UP_COOKIE)?.value;
  const given = { token, ...(browser && { browser }), ...(password && { password }) };
  return keepChallenge(await verifyEmail(given, await currentCaller()));
});

export const confirmEmailChangeAction = publicAction(tokenInput, async ({ token }) =>
  confirmEmailChange(token, await currentCaller()),
);

export const requestResetAction = publicAction(linkRequestInput, (request) =>
  withConstantTime(MAIL_STEP_MS, async () => requestPasswordReset(request, await currentCaller())),
);

export const resetAction = publicAction(resetInput, async (input) =>
  keepChallenge(await resetPassword(input, await currentCaller())),
);

/** Returns the offer of an invitation, and whether the signed-in user may accept it. */
export const readInvitationAction = publicAction(tokenInput, async ({ token }) => {
  const { ip } = await currentCaller();
  await limit('sign-in:address', ip);
  const now = new Date();
  const [offer, user] = await Promise.all([findInvitation(token, now), currentUser()]);
  const isReaders = user?.isVerified === true && (await isInvited(user.email, token, now));
  return offer && { ...offer, isReaders };
});

/** Accepts the invitation, and shows the organisation from then on. */
export const acceptInvitationAction = userAction(tokenInput, async ({ token }, user) => {
  const accountId = await acceptInvitation(user.id, token, await currentCaller());
  (await cookies()).set(ACCOUNT_COOKIE, accountId, ACCOUNT_COOKIE_OPTIONS);
});
