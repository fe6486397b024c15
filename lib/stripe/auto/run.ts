import 'server-only';
import { db } from '#lib/db/client.ts';
import { pool } from '#lib/db/pool.ts';
import { statement } from '#lib/db/statement.ts';
import { log } from '#lib/log.ts';
import { keepsCards } from '../client.ts';
import type { StripeNotice } from '../notices.ts';
import { abandonAutoTopUp, chargeAutoTopUp } from './charge.ts';
import { orderAutoTopUp } from './order.ts';

/** Tops an account up if its settings require it. Runs after each settlement below the threshold, and every minute. */
export async function autoTopUp(accountId: string): Promise<StripeNotice[]> {
  if (!keepsCards()) return [];
  const order = await orderAutoTopUp(accountId);
  return order.decision === 'go' ? chargeAutoTopUp(order.topUpId) : [];
}

const listDue = statement<{ account_id: string }>(
  'stripe_auto_top_ups_due',
  `SELECT a.account_id FROM auto_top_up a JOIN account_balance b USING (account_id)
   WHERE a.is_on AND a.suspended_at IS NULL AND b.available < a.threshold
     AND (a.next_attempt_at IS NULL OR a.next_attempt_at <= now())
     AND NOT EXISTS (SELECT 1 FROM top_up t WHERE t.account_id = a.account_id AND t.kind = 'automatic'
       AND t.state IN ('created', 'requires_action', 'processing'))
   ORDER BY a.account_id LIMIT 500`,
);

const RESUME_AFTER_MS = 60_000;
/** Well within the day for which idempotency keys last. */
const ABANDON_AFTER_MS = 20 * 3_600_000;

/** Finds accounts to top up, and attempts whose process died. Runs every minute, in any number of processes. */
export async function runAutoTopUps(nowMs = Date.now()): Promise<StripeNotice[]> {
  const due = keepsCards() ? await listDue(pool()) : [];
  const state = { in: ['created', 'requires_action'] satisfies ('created' | 'requires_action')[] };
  const open = await db.topUp.findMany({
    where: { kind: 'automatic', state, createdAt: { lt: new Date(nowMs - RESUME_AFTER_MS) } },
    orderBy: { createdAt: 'asc' },
    take: 500,
  });
  const isOld = (createdAt: Date) => createdAt.getTime() < nowMs - ABANDON_AFTER_MS;
  const attempts = [
    ...open.map(
      ({ id, createdAt }) =>
        () =>
          isOld(createdAt) ? abandonAutoTopUp(id) : chargeAutoTopUp(id),
    ),
    ...due.map(
      ({ account_id }) =>
        () =>
          autoTopUp(account_id),
    ),
  ];
  const notices: StripeNotice[] = [];
  for (const attempt of attempts) {
    try {
      notices.push(...(await attempt()));
    } catch (err) {
      log.error({ event: 'auto_top_up_failed', err }); // the order stays open, and the next run continues it
    }
  }
  return notices;
}
