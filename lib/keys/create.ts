import 'server-only';
import { randomBytes } from 'node:crypto';
import { audit, type Circumstances } from '#lib/audit/audit.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { postMail } from '#lib/email/send.ts';
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
  assertExpiry(input.expiresAt, createdAt);
  const { created, letters } = await transaction(async (tx) => {
    const created = await insertKey(tx, { ...input, accountId, createdById: by.actorId ?? null, createdAt });
    const letters = by.actorId ? await writeKeyCreated(tx, { accountId, key: created.key, creatorId: by.actorId }) : [];
    await audit({ action: 'key.created', accountId, target: created.key.id, ...by }, tx);
    return { created, letters };
  });
  letters.forEach(postMail);
  return created;
}

interface KeyRow extends Omit<CreateKeyInput, keyof Caps>, Caps {
  accountId: string;
  createdById: string | null;
  createdAt: Date;
}

/** Adds a key and its budget to a larger change. */
export async function insertKey(tx: Transaction, { capTotal, capMonth, capDay, ...row }: KeyRow): Promise<NewKey> {
  const secret = generateKey(row.mode, randomBytes);
  const key = await tx.apiKey.create({
    data: {
      ...row,
      id: newId('key'),
      hash: new Uint8Array(hashKey(secret)),
      hint: hintOf(secret),
      budget: { create: { capTotal, capMonth, capDay } },
    },
    select: keySummary,
  });
  return { key, secret };
}
