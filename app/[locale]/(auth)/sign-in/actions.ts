'use server';

import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { requestMagicLink, signInWithLink } from '#lib/accounts/magic-link.ts';
import { currentCaller } from '#lib/auth/caller.ts';
import { inEvenTime } from '#lib/auth/even-time.ts';
import { limit } from '#lib/auth/limits.ts';
import { signInWithPasskey, startPasskeySignIn } from '#lib/auth/passkeys.ts';
import { answerChallenge, signInWithPassword } from '#lib/auth/sign-in.ts';
import { publicAction } from '#lib/auth/user-action.ts';
import { challengeInput, linkRequestInput, signInInput, tokenInput } from './inputs.ts';

const FLOOR_MS = 300;

export const signInAction = publicAction(signInInput, async (input) =>
  signInWithPassword(input, await currentCaller()),
);

export const answerChallengeAction = publicAction(challengeInput, async ({ challenge, code }) =>
  answerChallenge(challenge, code, await currentCaller()),
);

export const requestLinkAction = publicAction(linkRequestInput, ({ email }) =>
  inEvenTime(FLOOR_MS, async () => requestMagicLink(email, await currentCaller())),
);

export const redeemLinkAction = publicAction(tokenInput, async ({ token }) =>
  signInWithLink(token, await currentCaller()),
);

export const startPasskeySignInAction = publicAction(z.undefined(), async () => {
  const { ip } = await currentCaller();
  await limit('sign-in:address', ip);
  return startPasskeySignIn();
});

/** The library checks what is in it. */
const passkeyAnswer = z.custom<AuthenticationResponseJSON>(
  (value) => z.object({ id: z.string().max(1_500), response: z.object({}).loose() }).safeParse(value).success,
);

export const signInWithPasskeyAction = publicAction(passkeyAnswer, (response) => signInWithPasskey(response));
