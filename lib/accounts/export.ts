import 'server-only';
import { listUserEvents } from '#lib/audit/queries.ts';
import { limit } from '#lib/auth/limits.ts';
import { db } from '#lib/db/client.ts';
import { exportPayments } from '#lib/stripe/queries.ts';
import { exportWebhooks } from '#lib/webhooks/queries.ts';
import { personalAccountId, userSummary } from './queries.ts';

/**
 * Exports all data about a user as plain JSON: money as strings of nano-USD, times in ISO 8601. Secrets are left out.
 * Of stored content it says only that it exists; the request log shows it.
 */
export async function exportUser(userId: string, now = new Date()) {
  await limit('export:account', userId);
  const user = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      ...userSummary,
      name: true,
      sessions: { omit: { userId: true, device: true } },
      passkeys: { select: { id: true, name: true, createdAt: true, lastUsedAt: true } },
      identities: { omit: { userId: true } },
      emailChanges: { omit: { userId: true } },
      savedViews: { omit: { userId: true } },
      memberships: { select: { role: true, createdAt: true, account: true } },
    },
  });
  const accountId = personalAccountId({ memberships: personalOnly(user.memberships) });
  const [balance, spendAlert, webhooks, storedContent, ledger, payments, keys, budgets, usage, { events }] =
    await Promise.all([
      db.accountBalance.findUnique({ where: { accountId } }),
      db.spendAlert.findUnique({ where: { accountId } }),
      exportWebhooks(accountId),
      db.requestContent.findMany({ where: { accountId }, omit: { sealed: true, secretId: true } }),
      db.ledgerTransaction.findMany({
        where: { accountId },
        include: { entries: true },
        orderBy: { createdAt: 'asc' },
      }),
      exportPayments(accountId),
      db.apiKey.findMany({ where: { accountId }, omit: { hash: true } }),
      db.budget.findMany({ where: { accountId }, omit: { accountId: true } }),
      db.usageRecord.findMany({ where: { accountId }, orderBy: { createdAt: 'asc' } }),
      listUserEvents(userId),
    ]);
  return toJson({
    exportedAt: now,
    user,
    balance,
    spendAlert,
    webhooks,
    storedContent,
    ledger,
    payments,
    keys,
    budgets,
    usage,
    events,
  });
}

const personalOnly = (memberships: { account: { id: string; kind: string } }[]) =>
  memberships.filter(({ account }) => account.kind === 'personal').map(({ account }) => ({ accountId: account.id }));

/** JSON has no bigint; a string keeps every digit. */
const toJson = (data: object): string =>
  JSON.stringify(data, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), 2);
