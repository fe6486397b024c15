import 'server-only';
import { nanoUsd } from '#lib/billing/money.ts';
import type { Budget } from '#lib/db/generated/client.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { formatBalance, formatExactUsd } from '#lib/i18n/format.ts';
import type { JobContext } from '#lib/jobs/run.ts';
import { emitEvent } from '#lib/webhooks/emit.ts';
import { toAmount } from '#lib/webhooks/events.ts';
import { tellPayers } from './payers.ts';

interface CapAlert {
  budgetId: string;
  /** Nano-USD, at the time the share was passed. */
  spent: string;
}

/** Notifies the payers and endpoints that a share of a cap is spent. The settlement that passes it adds the job, once per window. */
export const tellCapAlert = ({ budgetId, spent }: CapAlert, { finish }: JobContext): Promise<void> =>
  transaction(async (tx) => {
    await finish(tx);
    const budget = await tx.budget.findUnique({ where: { id: budgetId } });
    if (budget?.cap == null || budget.alertPercent === null) return;
    const { accountId, cap, alertPercent: percent, window } = budget;
    const name = await nameOf(tx, budget);
    await emitEvent(tx, accountId, {
      type: 'cap.threshold_reached',
      data: {
        cap: { ...toCapData(budget), name, limit: toAmount(nanoUsd(cap)) },
        threshold: { percent, amount: toAmount(nanoUsd((cap * BigInt(percent) + 99n) / 100n)) },
        spent: toAmount(nanoUsd(BigInt(spent))),
      },
    });
    await tellPayers(tx, accountId, ({ locale, account, linkTo }) => ({
      name: 'capAlert',
      values: {
        ...{ account, percent, window, name },
        cap: formatExactUsd(locale, nanoUsd(cap)),
        spent: formatBalance(locale, nanoUsd(BigInt(spent))),
        url: linkTo(`/billing/limits#${budgetId}`),
      },
    }));
  });

const toCapData = ({ id, subjectKind: subject, subjectId, window }: Budget) => ({
  id,
  subject,
  subject_id: subjectId,
  window,
});

/** The display name of the account, member, key or tag. */
async function nameOf(tx: Transaction, { subjectKind, subjectId }: Budget): Promise<string> {
  if (subjectKind === 'tag') return subjectId;
  if (subjectKind === 'key') return (await tx.apiKey.findUnique({ where: { id: subjectId } }))?.name ?? subjectId;
  if (subjectKind === 'account') return (await tx.account.findUnique({ where: { id: subjectId } }))?.name ?? subjectId;
  const user = await tx.user.findUnique({ where: { id: subjectId }, select: { name: true, email: true } });
  return user?.name ?? user?.email ?? subjectId;
}
