import 'server-only';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import type { Budget } from '#lib/db/generated/client.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { formatBalance, formatExactUsd } from '#lib/i18n/format.ts';
import type { JobContext } from '#lib/jobs/run.ts';
import { emitEvent } from '#lib/webhooks/emit.ts';
import { toAmount } from '#lib/webhooks/events.ts';
import { notifyPayers } from './payers.ts';

export interface CapAlert {
  budgetId: string;
  /** Nano-USD, at the time the share was passed. */
  spent: string;
  /** Which threshold was passed; absent in jobs of an earlier version, where it is the percentage. */
  alert?: 'percent' | 'amount';
}

/**
 * Notifies the payers and endpoints that a share or an amount of a cap is spent. The settlement that passes it adds the job,
 * once per window.
 */
export const sendCapAlert = ({ budgetId, spent, alert = 'percent' }: CapAlert, { finish }: JobContext): Promise<void> =>
  transaction(async (tx) => {
    await finish(tx);
    const budget = await tx.budget.findUnique({ where: { id: budgetId } });
    const threshold = budget && thresholdOf(budget, alert);
    if (budget?.cap == null || !threshold) return;
    const { accountId, cap, window } = budget;
    const { percent, amount } = threshold;
    const data = { cap: await capDataOf(tx, budget), threshold: { percent, amount: toAmount(amount) } };
    const spentNow = nanoUsd(BigInt(spent));
    await emitEvent(tx, accountId, {
      type: 'cap.threshold_reached',
      data: { ...data, spent: toAmount(spentNow) },
    });
    await notifyPayers(tx, accountId, ({ locale, account, linkTo }) => {
      const values = {
        ...{ account, window, name: data.cap.name },
        cap: formatExactUsd(locale, nanoUsd(cap)),
        spent: formatBalance(locale, spentNow),
        url: linkTo(`/billing/limits#${budgetId}`),
      };
      if (percent !== null) return { name: 'capAlert', values: { ...values, percent } };
      return { name: 'capAmountAlert', values: { ...values, amount: formatExactUsd(locale, amount) } };
    });
  });

/** The threshold of an alert, or null if it was removed meanwhile. A percentage is rounded up to whole nano-USD. */
function thresholdOf({ cap, alertPercent, alertAmount }: Budget, alert: 'percent' | 'amount') {
  if (alert === 'amount') return alertAmount === null ? null : { percent: null, amount: nanoUsd(alertAmount) };
  if (cap === null || alertPercent === null) return null;
  const amount: NanoUsd = nanoUsd((cap * BigInt(alertPercent) + 99n) / 100n);
  return { percent: alertPercent, amount };
}

interface CapReached {
  budgetId: string;
  /** Nano-USD, spent and held at the time of the refusal. */
  used: string;
}

/** Notifies the endpoints of the first request in a window that a cap refused. */
export const sendCapReached = ({ budgetId, used }: CapReached, { finish }: JobContext): Promise<void> =>
  transaction(async (tx) => {
    await finish(tx);
    const budget = await tx.budget.findUnique({ where: { id: budgetId } });
    if (budget?.cap == null) return;
    const data = { cap: await capDataOf(tx, budget), used: toAmount(nanoUsd(BigInt(used))) };
    await emitEvent(tx, budget.accountId, { type: 'cap.reached', data });
  });

async function capDataOf(tx: Transaction, budget: Budget) {
  const { id, subjectKind: subject, subjectId, window, cap } = budget;
  const name = await nameOf(tx, budget);
  return { id, subject, subject_id: subjectId, window, name, limit: toAmount(nanoUsd(cap ?? 0n)) };
}

/** The display name of the account, member, key or tag. */
async function nameOf(tx: Transaction, { subjectKind, subjectId }: Budget): Promise<string> {
  if (subjectKind === 'tag') return subjectId;
  if (subjectKind === 'key') return (await tx.apiKey.findUnique({ where: { id: subjectId } }))?.name ?? subjectId;
  if (subjectKind === 'account') return (await tx.account.findUnique({ where: { id: subjectId } }))?.name ?? subjectId;
  const user = await tx.user.findUnique({ where: { id: subjectId }, select: { name: true, email: true } });
  return user?.name ?? user?.email ?? subjectId;
}
