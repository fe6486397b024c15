'use server';

import { requestPasswordReset, resetPassword } from '#lib/accounts/reset-password.ts';
import { keepChallenge } from '#lib/auth/browser-cookies.ts';
import { currentCaller } from '#lib/auth/caller.ts';
import { inEvenTime } from '#lib/auth/even-time.ts';
import { publicAction } from '#lib/auth/user-action.ts';
import { resetInput, resetRequestInput } from './inputs.ts';

const STEP_MS = 300;

export const requestResetAction = publicAction(resetRequestInput, (request) =>
  inEvenTime(STEP_MS, async () => requestPasswordReset(request, await currentCaller())),
);

export const resetAction = publicAction(resetInput, async (input) =>
  keepChallenge(await resetPassword(input, await currentCaller())),
);
