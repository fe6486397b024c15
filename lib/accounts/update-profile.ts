import 'server-only';
import { z } from 'zod';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { assertUnchanged, type Edit, editInput } from '#lib/edit.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { displayName } from './schema.ts';

const profile = z.strictObject({ name: displayName.or(z.literal('')), locale: z.enum(LOCALES) });

export const updateProfileInput = editInput(z.strictObject({ name: z.string(), locale: z.string() }), profile);

interface Profile {
  /** Empty for none. */
  name: string;
  locale: string;
}

/** Changes the user's name, or the language of their mails. @throws conflict when it was changed meanwhile */
export async function updateProfile(userId: string, edit: Edit<Profile>, caller: Caller): Promise<void> {
  await transaction(async (tx) => {
    assertUnchanged(await lockProfile(tx, userId), edit);
    const { name, locale } = edit.after;
    if (name === undefined && locale === undefined) return;
    await tx.user.update({ where: { id: userId }, data: { locale, name: name === '' ? null : name } });
    await audit({ action: 'user.updated', userId, actorId: userId, caller }, tx);
  });
}

async function lockProfile(tx: Transaction, userId: string): Promise<Profile> {
  await tx.$queryRaw`SELECT 1 FROM "user" WHERE id = ${userId} FOR NO KEY UPDATE`;
  const { name, locale } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  return { name: name ?? '', locale };
}
