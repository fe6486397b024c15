'use server';

import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { revalidatePath } from 'next/cache';
import { toDataURL } from 'qrcode';
import { z } from 'zod';
import { name } from '#components/auth/inputs.ts';
import { changePassword } from '#lib/accounts/change-password.ts';
import { dropSession, keepSession } from '#lib/auth/browser-cookies.ts';
import { currentCaller } from '#lib/auth/caller.ts';
import { assertSteppedUp } from '#lib/auth/current-user.ts';
import { unlinkIdentity } from '#lib/auth/identities.ts';
import { PROVIDER_NAMES, type Provider } from '#lib/auth/oauth.ts';
import { addPasskey, removePasskey, startPasskeyRegistration } from '#lib/auth/passkeys.ts';
import { replaceRecoveryCodes } from '#lib/auth/recovery-codes.ts';
import { revokeSession, signOutEverywhere } from '#lib/auth/sessions.ts';
import { confirmTotp, disableTotp, startTotp } from '#lib/auth/totp.ts';
import { userAction } from '#lib/auth/user-action.ts';
import { codeForm, passwordForm } from './inputs.ts';

const nothing = z.undefined();
const idInput = z.strictObject({ id: z.string().max(1_500) });
const providerInput = z.strictObject({ provider: z.enum(Object.keys(PROVIDER_NAMES) as Provider[]) });
const refresh = () => revalidatePath('/[locale]/(portal)/settings/security', 'page');

/** `changePassword` checks the proof itself, because the password in the form may be sufficient. */
export const changePasswordAction = userAction(passwordForm, async (input, user) => {
  await keepSession(await changePassword(user, input, await currentCaller()));
  refresh();
});

export const startTotpAction = userAction(nothing, async (_, user) => {
  assertSteppedUp(user);
  const { secret, uri } = await startTotp(user);
  return { secret, qr: await toDataURL(uri, { margin: 1, width: 208 }) };
});

/** @returns the recovery codes, which are shown only once */
export const confirmTotpAction = userAction(codeForm, async ({ code }, user) => {
  assertSteppedUp(user);
  const codes = await confirmTotp(user, code, await currentCaller());
  return { codes };
});

export const disableTotpAction = userAction(nothing, async (_, user) => {
  assertSteppedUp(user);
  await disableTotp(user, await currentCaller());
  refresh();
});

export const renewCodesAction = userAction(nothing, async (_, user) => {
  assertSteppedUp(user);
  return { codes: await replaceRecoveryCodes(user, await currentCaller()) };
});

export const startPasskeyAction = userAction(nothing, async (_, user) => {
  assertSteppedUp(user);
  return startPasskeyRegistration(user);
});

const newPasskey = z.strictObject({
  name,
  response: z.custom<RegistrationResponseJSON>(
    (value) => z.object({ response: z.object({}).loose() }).safeParse(value).success,
  ),
});

/** @returns the recovery codes if it was the first factor; they are shown only once */
export const addPasskeyAction = userAction(newPasskey, async (input, user) => {
  assertSteppedUp(user);
  const codes = await addPasskey(user, input, await currentCaller());
  refresh();
  return { codes };
});

export const removePasskeyAction = userAction(idInput, async ({ id }, user) => {
  assertSteppedUp(user);
  await removePasskey(user, id, await currentCaller());
  refresh();
});

/** Requires step-up authentication before the browser leaves for an identity provider. */
export const proveAction = userAction(nothing, async (_, user) => assertSteppedUp(user));

export const unlinkIdentityAction = userAction(providerInput, async ({ provider }, user) => {
  assertSteppedUp(user);
  await unlinkIdentity(user, provider, await currentCaller());
  refresh();
});

export const revokeSessionAction = userAction(idInput, async ({ id }, user) => {
  assertSteppedUp(user);
  await revokeSession(user.id, id, await currentCaller());
  refresh();
});

export const signOutEverywhereAction = userAction(nothing, async (_, user) => {
  assertSteppedUp(user);
  await signOutEverywhere(user.id, await currentCaller());
  await dropSession();
});
