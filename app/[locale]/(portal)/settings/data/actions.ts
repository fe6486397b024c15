'use server';

import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { deleteUser } from '#lib/accounts/delete.ts';
import { exportUser } from '#lib/accounts/export.ts';
import { audit } from '#lib/audit/audit.ts';
import { dropSession } from '#lib/auth/browser-cookies.ts';
import { currentCaller } from '#lib/auth/caller.ts';
import { assertSteppedUp } from '#lib/auth/current-user.ts';
import { userAction } from '#lib/auth/user-action.ts';
import { AppError } from '#lib/errors.ts';

/** @returns a JSON document */
export const exportAction = userAction(z.undefined(), async (_, user) => {
  assertSteppedUp(user);
  await audit({ action: 'user.exported', userId: user.id, actorId: user.id, caller: await currentCaller() });
  return exportUser(user.id);
});

export const deleteUserAction = userAction(z.strictObject({ email: z.string() }), async ({ email }, user) => {
  assertSteppedUp(user);
  if (email !== user.email) throw new AppError('invalid_value', 'This is not your address.', { param: 'email' });
  await deleteUser(user, await currentCaller());
  await dropSession();
  // On the server, because the deleted user's page would redirect the browser to sign-in.
  redirect(`/${await getLocale()}`);
});
