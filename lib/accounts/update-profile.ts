import 'server-only';
import { z } from 'zod';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { transaction } from '#lib/db/transaction.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { displayName } from './display-name.ts';

export const updateProfileInput = z.strictObject({ name: displayName.or(z.literal('')), locale: z.enum(LOCALES) });

/** How a user is called, and the language of their mails. */
export async function updateProfile(
  userId: string,
  { name, locale }: z.output<typeof updateProfileInput>,
  caller: Caller,
): Promise<void> {
  await transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { name: name || null, locale } });
    await audit({ action: 'user.updated', userId, actorId: userId, caller }, tx);
  });
}
