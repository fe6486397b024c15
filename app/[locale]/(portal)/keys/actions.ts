'use server';

import { z } from 'zod';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import type { Circumstances } from '#lib/audit/audit.ts';
import { currentCaller } from '#lib/auth/caller.ts';
import { assertSteppedUp, type CurrentUser } from '#lib/auth/current-user.ts';
import { assertVerified } from '#lib/auth/session.ts';
import { accountAction } from '#lib/auth/user-action.ts';
import { createKey, type NewKey } from '#lib/keys/create.ts';
import { revokeKey } from '#lib/keys/revoke.ts';
import { rotateKey } from '#lib/keys/rotate.ts';
import { createKeyInput, rotateKeyInput, updateKeyInput } from '#lib/keys/schema.ts';
import { switchKey } from '#lib/keys/switch.ts';
import { updateKey } from '#lib/keys/update.ts';
import { changeEach } from './change-each.ts';

const MOST_AT_ONCE = 100;

const id = z.string().min(1).max(64);
const ids = z.array(id).min(1).max(MOST_AT_ONCE);

// Actions revalidate no path: reloading the list would unmount the dialog with the secret.

export const createKeyAction = accountAction(createKeyInput, async (input, user) => {
  assertVerified(user);
  await assertManager(user);
  assertSteppedUp(user);
  return toFreshKey(await createKey(user.accountId, input, await doneBy(user)));
});

export const updateKeyAction = accountAction(z.strictObject({ id, edit: updateKeyInput }), async (input, user) => {
  await assertManager(user);
  assertSteppedUp(user);
  await updateKey(user.accountId, input.id, input.edit, await doneBy(user));
  return null;
});

export const rotateKeyAction = accountAction(rotateKeyInput.extend({ id }), async ({ graceSeconds, ...old }, user) => {
  assertVerified(user);
  await assertManager(user);
  assertSteppedUp(user);
  return toFreshKey(await rotateKey(user.accountId, old.id, { graceSeconds }, await doneBy(user)));
});

export const revokeKeysAction = accountAction(z.strictObject({ ids }), async (input, user) => {
  await assertManager(user);
  assertSteppedUp(user);
  const by = await doneBy(user);
  return changeEach(input.ids, (keyId) => revokeKey(user.accountId, keyId, by));
});

export const setKeysEnabledAction = accountAction(
  z.strictObject({ ids, isEnabled: z.boolean() }),
  async ({ ids: keyIds, isEnabled }, user) => {
    await assertManager(user);
    assertSteppedUp(user);
    const by = await doneBy(user);
    return changeEach(keyIds, (keyId) => switchKey(user.accountId, { id: keyId, isEnabled }, by));
  },
);

const assertManager = (user: CurrentUser) => requirePermission(user, user.accountId, 'keys:manage');

const doneBy = async (user: CurrentUser): Promise<Circumstances> => ({
  actorId: user.id,
  caller: await currentCaller(),
});

/** The only time a secret leaves the server. */
const toFreshKey = ({ key: { id: keyId, name, mode }, secret }: NewKey) => ({ id: keyId, name, mode, secret });
