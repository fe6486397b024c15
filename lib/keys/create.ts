import 'server-only';
import { randomBytes } from 'node:crypto';
import { linkTo } from '#lib/accounts/links.ts';
import { findUserName, listRecipients, ownersAnd } from '#lib/accounts/queries.ts';
import { audit, type Circumstances } from '#lib/audit/audit.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import type { Letter } from '#lib/email/letters.ts';
import { queueMail } from '#lib/email/queue.ts';
import { newId } from '#lib/id.ts';
import { addCaps } from './change-caps.ts';
import { getKey, type KeyColumns, type KeyName, type KeySummary, keyColumns } from './queries.ts';
import { assertExpiry, type CreateKeyInput } from './schema.ts';
import { generateKey, hashKey, hintOf } from './secret.ts';
import type { Caps } from './settings.ts';

export interface NewKey {
  key: KeySummary;
  /** Shown once: it cannot be read again. */
  secret: string;
}

/** @throws invalid_value when it would expire within ten minutes */
export async function createKey(accountId: string, input: CreateKeyInput, by: Circumstances = {}): Promise<NewKey> {
  const createdAt = by.now ?? new Date();
  const { capTotal, capMonth, capDay, ...settings } = input;
  const budget = { capTotal, capMonth, capDay };
  assertExpiry(settings.expiresAt, createdAt);
  const { key, secret } = await transaction(async (tx) => {
    const created = await insertKey(tx, { ...settings, budget, accountId, createdById: by.actorId ?? null, createdAt });
    if (by.actorId)
      await queueMail(tx, await writeKeyCreated(tx, { accountId, key: created.key, creatorId: by.actorId }));
    await audit({ action: 'key.created', accountId, target: created.key.id, ...by }, tx);
    return created;
  });
  return { key: await getKey(accountId, key.id), secret };
}

interface KeyRow extends Omit<CreateKeyInput, keyof Caps> {
  accountId: string;
  createdById: string | null;
  createdAt: Date;
  /** The budget it draws on: a new one with these caps, or an existing one. */
  budget: Caps | { id: string };
}

export async function insertKey(
  tx: Transaction,
  { budget, ...row }: KeyRow,
): Promise<{ key: KeyColumns; secret: string }> {
  const id = newId('key');
  const budgetId = 'id' in budget ? budget.id : id;
  if (!('id' in budget)) await addCaps(tx, { accountId: row.accountId, keyId: id }, budget);
  const secret = generateKey(row.mode, randomBytes);
  const hash = new Uint8Array(hashKey(secret));
  const data = { ...row, id, budgetId, hash, hint: hintOf(secret) };
  return { key: await tx.apiKey.create({ data, select: keyColumns }), secret };
}

interface Creation {
  accountId: string;
  key: KeyName;
  creatorId: string;
}

/** Notifies the key's creator and the account's owners in their languages, so that an unexpected key is noticed. */
export async function writeKeyCreated(
  tx: Transaction,
  { accountId, key: { name, hint }, creatorId }: Creation,
): Promise<Letter[]> {
  const { account, recipients } = await listRecipients(accountId, ownersAnd([creatorId]), tx);
  const creator = (await findUserName(creatorId, tx)) ?? '';
  return recipients.map(({ email, locale }) => {
    const values = { key: name, hint, account, creator, url: linkTo(locale, '/keys') };
    return { name: 'keyCreated', to: email, locale, values };
  });
}
