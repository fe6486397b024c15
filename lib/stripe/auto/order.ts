import 'server-only';
import { nanoUsd } from '#lib/billing/money.ts';
import { sqlTransaction } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { newId } from '#lib/id.ts';
import { type AutoDecision, decideAutoTopUp, RECENT_MS } from '../rules/auto.ts';

interface Settings {
  is_on: boolean;
  suspended_at: Date | null;
  threshold: bigint;
  net_cents: number;
  month_cap_cents: number;
  next_attempt_at: Date | null;
}

const lockSettings = statement<Settings>(
  'stripe_lock_auto_top_up',
  `SELECT is_on AND a.suspended_at IS NULL AS is_on, t.suspended_at, threshold, net_cents, month_cap_cents, next_attempt_at
   FROM auto_top_up t JOIN account a ON a.id = t.account_id WHERE account_id = $1 FOR UPDATE OF t`,
);

interface Counts {
  available: bigint;
  open_attempts: number;
  recent_attempts: number;
  month_cents: bigint;
  has_card: boolean;
  has_bad_card: boolean;
  now: Date;
}

/* A second statement, so that it reads the commits of the previous holder of the lock. */
const countFacts = statement<Counts>(
  'stripe_auto_top_up_facts',
  `SELECT now() AS now,
     coalesce((SELECT available FROM account_balance WHERE account_id = $1), 0) AS available,
     count(*) FILTER (WHERE state IN ('created', 'requires_action', 'processing'))::int AS open_attempts,
     count(*) FILTER (WHERE created_at > now() - make_interval(secs => $2))::int AS recent_attempts,
     coalesce(sum(net_cents) FILTER (WHERE state <> 'failed'
       AND created_at >= date_trunc('month', now() AT TIME ZONE 'utc') AT TIME ZONE 'utc'), 0)::bigint AS month_cents,
     (SELECT payment_method_id IS NOT NULL FROM stripe_customer WHERE account_id = $1) IS TRUE AS has_card,
     EXISTS (SELECT 1 FROM stripe_customer c JOIN stripe_card_block b ON b.fingerprint = c.card_fingerprint
       WHERE c.account_id = $1) AS has_bad_card
   FROM top_up WHERE account_id = $1 AND kind = 'automatic'`,
);

const insertOrder = statement(
  'stripe_insert_auto_top_up',
  `INSERT INTO top_up (id, account_id, kind, net_cents) VALUES ($1, $2, 'automatic', $3)`,
);

export type AutoOrder = { decision: Exclude<AutoDecision, 'go'> } | { decision: 'go'; topUpId: string };

/** Orders the next automatic top-up if it is due. Of concurrent calls in any process, one gets the order. */
export function orderAutoTopUp(accountId: string): Promise<AutoOrder> {
  return sqlTransaction(async (database) => {
    const [settings] = await lockSettings(database, [accountId]);
    const decision = settings ? await decide(database, accountId, settings) : 'off';
    if (!settings || decision !== 'go') return { decision: decision === 'go' ? 'off' : decision };
    const topUpId = newId('topUp');
    await insertOrder(database, [topUpId, accountId, settings.net_cents]);
    return { decision, topUpId };
  });
}

async function decide(database: Database, accountId: string, settings: Settings): Promise<AutoDecision> {
  const [counts] = await countFacts(database, [accountId, RECENT_MS / 1_000]);
  if (!counts) throw new Error('An aggregate answers one row.');
  return decideAutoTopUp({
    isOn: settings.is_on,
    isSuspended: settings.suspended_at !== null,
    available: nanoUsd(counts.available),
    threshold: nanoUsd(settings.threshold),
    netCents: settings.net_cents,
    monthCapCents: settings.month_cap_cents,
    monthCents: Number(counts.month_cents),
    openAttempts: counts.open_attempts,
    recentAttempts: counts.recent_attempts,
    nextAttemptAt: settings.next_attempt_at,
    hasCard: counts.has_card,
    hasBadCard: counts.has_bad_card,
    now: counts.now,
  });
}
