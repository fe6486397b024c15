import 'server-only';
import { isLow } from '#lib/billing/low-balance.ts';
import { nanoUsd } from '#lib/billing/money.ts';
import { transaction } from '#lib/db/transaction.ts';
import { formatBalance, formatExactUsd } from '#lib/i18n/format.ts';
import type { JobContext } from '#lib/jobs/run.ts';
import { emitEvent } from '#lib/webhooks/emit.ts';
import { toAmount } from '#lib/webhooks/events.ts';
import { notifyPayers } from './payers.ts';

/**
 * Notifies the payers and endpoints of a low balance. The settlement that crosses the threshold adds the job, so the next
 * notice follows only after the balance was above it again. If credit was added meanwhile, none is sent.
 */
export const sendLowBalance = ({ accountId }: { accountId: string }, { finish }: JobContext): Promise<void> =>
  transaction(async (tx) => {
    await finish(tx);
    const row = await tx.accountBalance.findUnique({ where: { accountId } });
    const balance = { available: nanoUsd(row?.available ?? 0n), held: nanoUsd(row?.held ?? 0n) };
    if (row?.lowAt == null || !isLow(balance, nanoUsd(row.lowAt))) return;
    const threshold = nanoUsd(row.lowAt);
    const owned = nanoUsd(balance.available + balance.held);
    const data = { balance: toAmount(owned), threshold: toAmount(threshold) };
    await emitEvent(tx, accountId, { type: 'balance.low', data });
    await notifyPayers(tx, accountId, ({ locale, account, linkTo }) => ({
      name: 'lowBalance',
      values: {
        account,
        balance: formatBalance(locale, owned),
        threshold: formatExactUsd(locale, threshold),
        url: linkTo('/billing'),
      },
    }));
  });
