import 'server-only';
import type { Transaction } from '#lib/db/transaction.ts';
import { emitEvent } from '#lib/webhooks/emit.ts';
import { toAmount } from '#lib/webhooks/events.ts';
import type { StripeNotice } from './notices.ts';
import { fromCents } from './rules/cents.ts';

/** Emits the webhook event of a notice, if its kind has one. */
export async function emitNotice(tx: Transaction, notice: StripeNotice): Promise<void> {
  switch (notice.kind) {
    case 'top_up_credited':
      return emitEvent(tx, notice.accountId, { type: 'top_up.credited', data: await topUpData(tx, notice.topUpId) });
    case 'top_up_failed': {
      const data = { ...(await topUpData(tx, notice.topUpId)), reason: notice.reason };
      return emitEvent(tx, notice.accountId, { type: 'top_up.failed', data });
    }
    case 'auto_top_up_suspended':
      return emitEvent(tx, notice.accountId, { type: 'auto_top_up.suspended', data: { reason: notice.reason } });
  }
}

async function topUpData(tx: Transaction, id: string) {
  const { kind, netCents } = await tx.topUp.findUniqueOrThrow({ where: { id } });
  return { top_up_id: id, is_automatic: kind === 'automatic', credit: toAmount(fromCents(netCents)) };
}
