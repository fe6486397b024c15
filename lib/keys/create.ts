import 'server-only';
import { randomBytes } from 'node:crypto';
import { audit, type Circumstances } from '#lib/audit/audit.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { queueMail } from '#lib/email/queue.ts';
import { newId } from '#lib/id.ts';
import type { Caps } from './caps.ts';
import { assertExpiry } from './expiry.ts';
import { writeKeyCreated } from './notices.ts';
import { type KeySummary, keySummary } from './queries.ts';
import type { CreateKeyInput } from './schema.ts';
import { generateKey, hashKey, hintOf } from './secret.ts';

export interface NewKey {
  key: KeySummary;
  /** Shown once: it cannot be had again. */
  secret: string;
}

/** @throws invalid_value when it would expire within ten minutes */
export async function createKey(accountId: string, input: CreateKeyInput, by: Circumstances = {}): Promise<NewKey> {
  const createdAt = by.now ?? new Date();
  const { capTotal, capMonth, capDay, ...settings } = input;
  const budget = { capTotal, capMonth, capDay };
  assertExpiry(settings.expiresAt, createdAt);
  return transaction(async (tx) => {
    const created = await insertKey(tx, { ...settings, budget, accountId, createdById: by.actorId ?? null, createdAt });
    if (by.actorId)
      await queueMail(tx, await writeKeyCreated(tx, { accountId, key: created.key, creatorId: by.actorId }));
    await audit({ action: 'key.created', accountId, target: created.key.id, ...by }, tx);
    return created;
  });
}

interface KeyRow extends Omit<CreateKeyInput, keyof Caps> {
  accountId: string;
  createdById: string | null;
  createdAt: Date;
  /** What it draws on: a budget of its own with these caps, or one that is there. */
  budget: Caps | { id: string };
}

/** Adds a key to a larger change. */
export async function insertKey(tx: Transaction, { budget, ...row }: KeyRow): Promise<NewKey> {
  const id = newId('key');
  const budgetId = 'id' in budget ? budget.id : id;
  if (!('id' in budget)) await tx.keyBudget.create({ data: { ...budget, keyId: id } });
  const secret = generateKey(row.mode, randomBytes);
  const hash = new Uint8Array(hashKey(secret));
  const data = { ...row, id, budgetId, hash, hint: hintOf(secret) };
  return { key: await tx.apiKey.create({ data, select: keySummary }), secret };
}
