'use server';

import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { requestMagicLink, signInWithLink } from '#lib/accounts/magic-link.ts';
import { answerChallenge, answerWithPasskey, startPasskeyAnswer } from '#lib/auth/answer-challenge.ts';
import { keepChallenge } from '#lib/auth/browser-cookies.ts';
import { currentCaller } from '#lib/auth/caller.ts';
import { inEvenTime } from '#lib/auth/even-time.ts';
import { limit } from '#lib/auth/limits.ts';
import { signInWithPasskey, startPasskeySignIn } from '#lib/auth/passkeys.ts';
import { signInWithPassword } from '#lib/auth/sign-in.ts';
import { publicAction } from '#lib/auth/user-action.ts';
import { challengeInput, linkRequestInput, openChallengeInput, signInInput, tokenInput } from './inputs.ts';

const SIGN_IN_STEP_MS = 100;
const MAIL_STEP_MS = 300;

export const signInAction = publicAction(signInInput, (input) =>
  inEvenTime(SIGN_IN_STEP_MS, async () => keepChallenge(await signInWithPassword(input, await currentCaller()))),
);

export const answerChallengeAction = publicAction(challengeInput, async ({ challenge, code }) =>
  answerChallenge(challenge, code, await currentCaller()),
);

export const requestLinkAction = publicAction(linkRequestInput, (request) =>
  inEvenTime(MAIL_STEP_MS, async () => requestMagicLink(request, await currentCaller())),
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

/** The library checks what is in it. */
const passkeyAnswer = z.custom<AuthenticationResponseJSON>(
  (value) => z.object({ id: z.string().max(1_500), response: z.object({}).loose() }).safeParse(value).success,
);

export const signInWithPasskeyAction = publicAction(passkeyAnswer, (response) => signInWithPasskey(response));

export const answerWithPasskeyAction = publicAction(
  z.strictObject({ ...openChallengeInput.shape, response: passkeyAnswer }),
  async ({ challenge, response }) => answerWithPasskey(challenge, response, await currentCaller()),
);
