'use server';

import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { code, password } from '#components/auth/inputs.ts';
import { dropSession } from '#lib/auth/browser-cookies.ts';
import { currentCaller } from '#lib/auth/caller.ts';
import { startPasskeyProof } from '#lib/auth/passkeys.ts';
import { revokeSession } from '#lib/auth/sessions.ts';
import { stepUp } from '#lib/auth/step-up.ts';
import { userAction } from '#lib/auth/user-action.ts';

/** The passkey library validates the content. */
const passkey = z.custom<AuthenticationResponseJSON>(
  (value) => z.object({ id: z.string().max(1_500), response: z.object({}).loose() }).safeParse(value).success,
);

const proof = z.union([z.strictObject({ password }), z.strictObject({ code }), z.strictObject({ passkey })]);

export const stepUpAction = userAction(proof, (given, user) => stepUp(user, given));

export const startPasskeyProofAction = userAction(z.undefined(), (_, user) => startPasskeyProof(user));

export const signOutAction = userAction(z.undefined(), async (_, user) => {
  await revokeSession(user.id, user.sessionId, await currentCaller());
  await dropSession();
});
