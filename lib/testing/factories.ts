import 'server-only';
import { randomUUID } from 'node:crypto';
import { createUser } from '#lib/accounts/create.ts';
import { personalAccountId } from '#lib/accounts/queries.ts';
import { creditAccount } from '#lib/billing/credit.ts';
import { findUsd } from '#lib/billing/money.ts';
import { createKey } from '#lib/keys/create.ts';
import { createKeyInput } from '#lib/keys/schema.ts';

/** An account with a balance and one key. */
export interface Customer {
  accountId: string;
  keyId: string;
  secret: string;
}

export interface CustomerWishes {
  /** Decimal USD; 10 by default. */
  usd?: string;
  /** The key's form input: `mode`, `capTotal`, `models` … */
  key?: object;
  now?: Date;
}

export async function createCustomer({ usd = '10', key = {}, now }: CustomerWishes = {}): Promise<Customer> {
  const accountId = personalAccountId(await createUser({ email: `${randomUUID()}@example.com` }));
  await grantCredit(accountId, usd);
  return { accountId, ...(await addKey(accountId, key, now)) };
}

export async function addKey(accountId: string, wishes: object = {}, now?: Date) {
  const input = createKeyInput.parse({ name: 'CI', ...wishes });
  const { key, secret } = await createKey(accountId, input, now ? { now } : {});
  return { keyId: key.id, secret };
}

export async function grantCredit(accountId: string, usd: string): Promise<void> {
  const amount = findUsd(usd);
  if (amount === null) throw new Error(`Not an amount: ${usd}`);
  if (amount === 0n) return;
  const origin = { kind: 'grant', cause: `grant:${randomUUID()}`, reason: 'test', actorId: null } as const;
  await creditAccount({ accountId, amount, ...origin });
}
