import 'server-only';
import { createHmac } from 'node:crypto';
import { creditAccount } from '#lib/billing/credit.ts';
import { findUsd, type NanoUsd, ZERO_USD } from '#lib/billing/money.ts';
import { env } from '#lib/config/env.ts';
import { derivedKey } from '#lib/config/secret.ts';
import { db } from '#lib/db/client.ts';
import { personalAccountId, userSummary } from './queries.ts';

const SANDBOX_USD = '5.00';

/** The configured credit; by default none where tokens cost real money, and 5 USD in the sandbox. */
function startingGrant({
  STARTING_CREDIT_USD,
  ANTHROPIC_API_KEY,
}: Pick<typeof env, 'STARTING_CREDIT_USD' | 'ANTHROPIC_API_KEY'>): NanoUsd {
  return findUsd(STARTING_CREDIT_USD ?? (ANTHROPIC_API_KEY.length > 0 ? '0' : SANDBOX_USD)) ?? ZERO_USD;
}

/** Gives the grant once per user and once per mailbox, however often it is called, also concurrently. */
export async function giveStartingGrant(userId: string, now: Date): Promise<void> {
  const amount = startingGrant(env);
  if (amount <= 0n) return;
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: userSummary });
  const addressHash = hashAddress(user.emailCanonical);
  await db.startingGrant.createMany({ data: { addressHash, userId, createdAt: now }, skipDuplicates: true });
  const claim = await db.startingGrant.findUnique({ where: { addressHash } });
  if (claim?.userId !== userId) return;
  await creditAccount({
    accountId: personalAccountId(user),
    amount,
    kind: 'grant',
    cause: `grant:signup:${userId}`,
    reason: 'starting credit',
    actorId: null,
  });
}

/** Keyed, so that the list of grants does not reveal addresses. */
const hashAddress = (canonical: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHmac('sha256', derivedKey('starting grant')).update(canonical).digest());
