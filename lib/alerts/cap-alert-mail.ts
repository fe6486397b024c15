import 'server-only';
import { nanoUsd } from '#lib/billing/money.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { formatBalance, formatExactUsd } from '#lib/i18n/format.ts';
import type { JobContext } from '#lib/jobs/run.ts';
import { tellPayers } from './payers.ts';

interface CapAlert {
  budgetId: string;
  /** Nano-USD, at the time the share was passed. */
  spent: string;
}

/** Notifies the payers that a share of a cap is spent. The settlement that passes it adds the job, once per window. */
export const mailCapAlert = ({ budgetId, spent }: CapAlert, { finish }: JobContext): Promise<void> =>
  transaction(async (tx) => {
    await finish(tx);
    const budget = await tx.budget.findUnique({ where: { id: budgetId } });
    if (budget?.cap == null || budget.alertPercent === null) return;
    const { accountId, cap, alertPercent: percent, window } = budget;
    const name = await nameOf(tx, budget);
    await tellPayers(tx, accountId, ({ locale, account, linkTo }) => ({
      name: 'capAlert',
      values: {
        ...{ account, percent, window, name: name ?? account },
        cap: formatExactUsd(locale, nanoUsd(cap)),
        spent: formatBalance(locale, nanoUsd(BigInt(spent))),
        url: linkTo(`/billing/limits#${budgetId}`),
      },
    }));
  });

/** The display name of the member, key or tag; null for the account. */
async function nameOf(tx: Transaction, { subjectKind, subjectId }: { subjectKind: string; subjectId: string }) {
  if (subjectKind === 'tag') return subjectId;
  if (subjectKind === 'key') return (await tx.apiKey.findUnique({ where: { id: subjectId } }))?.name ?? subjectId;
  if (subjectKind === 'account') return null;
  const user = await tx.user.findUnique({ where: { id: subjectId }, select: { name: true, email: true } });
  return user?.name ?? user?.email ?? subjectId;
}
