import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import type { BudgetSubject, BudgetWindow } from '../ledger/hold.ts';
import { ENDS, MOMENT, SPENT } from '../ledger/windows.ts';
import { type NanoUsd, nanoUsd } from '../money.ts';

export type CapSubject = Exclude<BudgetSubject, 'session'>;

/** A cap as shown to members who may pay for the account. */
export interface Cap {
  id: string;
  subject: CapSubject;
  name: string;
  /** For a key's cap, the current key of the chain. */
  keyId: string | null;
  window: BudgetWindow;
  zone: string;
  cap: NanoUsd;
  /** Spent, plus currently held. */
  used: NanoUsd;
  resetsAt: Date | null;
  /** The percentage of the cap at which a mail is sent. */
  alertPercent: number | null;
  /** Another mail is sent when this amount is spent. */
  alertAmount: NanoUsd | null;
}

interface CapRow {
  id: string;
  subject_kind: CapSubject;
  name: string;
  key_id: string | null;
  time_window: BudgetWindow;
  zone: string;
  cap: bigint;
  used: bigint;
  resets_at: Date | null;
  alert_percent: number | null;
  alert_amount: bigint | null;
}

/* Caps of revoked keys have no effect, so they are left out; those of sessions are shown in the log. */
const findCaps = statement<CapRow>(
  'billing_caps',
  `WITH moment AS (${MOMENT})
   SELECT b.id, b.subject_kind, coalesce(k.name, a.name, u.name, u.email, b.subject_id) AS name, k.id AS key_id, b.time_window, b.zone,
     b.cap, (${SPENT} + b.held)::bigint AS used, ${ENDS} AS resets_at,
     b.alert_percent, b.alert_amount
   FROM moment CROSS JOIN budget b
   LEFT JOIN LATERAL (
     SELECT id, name FROM api_key WHERE b.subject_kind = 'key' AND budget_id = b.subject_id AND revoked_at IS NULL
     ORDER BY created_at DESC LIMIT 1) k ON true
   LEFT JOIN account a ON b.subject_kind = 'account' AND a.id = b.subject_id
   LEFT JOIN "user" u ON b.subject_kind = 'member' AND u.id = b.subject_id
   WHERE b.account_id = $1 AND b.cap IS NOT NULL AND b.subject_kind <> 'session' AND (b.subject_kind <> 'key' OR k.id IS NOT NULL)
   ORDER BY b.subject_kind, name, b.subject_id, b.time_window`,
);

export async function listCaps(accountId: string, database: Database = pool()): Promise<Cap[]> {
  const rows = await findCaps(database, [accountId]);
  return rows.map(
    ({ subject_kind, key_id, time_window, resets_at, cap, used, alert_percent, alert_amount, ...row }) => ({
      ...row,
      subject: subject_kind,
      keyId: key_id,
      window: time_window,
      cap: nanoUsd(cap),
      used: nanoUsd(used),
      resetsAt: resets_at,
      alertPercent: alert_percent,
      alertAmount: alert_amount === null ? null : nanoUsd(alert_amount),
    }),
  );
}
