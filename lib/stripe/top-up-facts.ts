import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { isLive } from './client.ts';
import { MAX_ACCOUNTS_PER_CARD, type TopUpFacts } from './rules/limits.ts';

const startOfDay = (now: Date): Date => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));

export async function topUpFacts(accountId: string, tx: Transaction = db, now = new Date()): Promise<TopUpFacts> {
  const createdAt = { gte: startOfDay(now) };
  const today = await tx.topUp.findMany({
    where: { accountId, createdAt },
    select: { kind: true, failedChargeIds: true },
  });
  const paid = await tx.stripePayment.count({ where: { accountId, credited: { gt: 0 } } });
  const pause = await tx.stripePause.count({ where: { subject: 'new_accounts' } });
  return {
    started: today.filter(({ kind }) => kind === 'manual').length,
    refusedCards: today.reduce((sum, { failedChargeIds }) => sum + failedChargeIds.length, 0),
    hasPaidBefore: paid > 0,
    newAccountsArePaused: pause > 0,
    hasBadCard: await hasBadCard(accountId, tx),
  };
}

/** All accounts share the test cards, so sharing a card counts only with real cards. */
async function hasBadCard(accountId: string, tx: Transaction): Promise<boolean> {
  const used = await tx.stripePayment.findMany({
    where: { accountId, cardFingerprint: { not: null } },
    select: { cardFingerprint: true },
    distinct: ['cardFingerprint'],
  });
  for (const { cardFingerprint } of used) {
    const fingerprint = cardFingerprint ?? '';
    if ((await tx.stripeCardBlock.count({ where: { fingerprint } })) > 0) return true;
    const accounts = await tx.stripePayment.findMany({
      where: { cardFingerprint, accountId: { not: null }, credited: { gt: 0 } },
      select: { accountId: true },
      distinct: ['accountId'],
      take: MAX_ACCOUNTS_PER_CARD + 1,
    });
    if (isLive() && accounts.length > MAX_ACCOUNTS_PER_CARD) return true;
  }
  return false;
}
