import 'server-only';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { boundsOf, KINDS, type MovementKind } from './filter.ts';

/** One month (UTC) of an account: opening balance, movements by kind, and closing balance. */
export interface Month {
  /** `2026-11`. */
  month: string;
  opening: NanoUsd;
  /** By kind of movement; negative when it took credit. */
  moved: Record<MovementKind, NanoUsd>;
  closing: NanoUsd;
}

const sumMonths = statement<{ month: string; kind: MovementKind; amount: bigint }>(
  'statement_months',
  `SELECT to_char(e.created_at AT TIME ZONE 'utc', 'YYYY-MM') AS month, t.kind, sum(e.amount)::bigint AS amount
   FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
   WHERE e.ledger_account = 'customer:' || $1 GROUP BY 1, 2 ORDER BY 1`,
);

/** The months in which an account's credit moved, newest first. */
export async function listMonths(accountId: string, database: Database = pool()): Promise<Month[]> {
  const months: Month[] = [];
  for (const { month, kind, amount } of await sumMonths(database, [accountId])) {
    const last = months.at(-1);
    const current = last?.month === month ? last : begin(month, last?.closing ?? nanoUsd(0n));
    if (current !== last) months.push(current);
    current.moved[kind] = nanoUsd(current.moved[kind] + amount);
    current.closing = nanoUsd(current.closing + amount);
  }
  return months.reverse();
}

const begin = (month: string, opening: NanoUsd): Month => ({
  ...{ month, opening, closing: opening },
  moved: Object.fromEntries(KINDS.map((kind) => [kind, nanoUsd(0n)])) as Month['moved'],
});

export interface ChargeLine {
  model: string;
  keyId: string;
  keyName: string | null;
  requests: number;
  amount: NanoUsd;
}

const sumCharges = statement<{
  model: string;
  key_id: string;
  key_name: string | null;
  requests: bigint;
  amount: bigint;
}>(
  'statement_charges',
  `SELECT u.model, u.key_id, k.name AS key_name, count(*) AS requests, -sum(e.amount)::bigint AS amount
   FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id AND t.kind = 'charge'
   JOIN usage_record u ON u.request_id = substr(t.cause, 9) LEFT JOIN api_key k ON k.id = u.key_id
   WHERE e.ledger_account = 'customer:' || $1 AND e.created_at >= $2 AND e.created_at < $3
   GROUP BY u.model, u.key_id, k.name ORDER BY amount DESC, u.model, u.key_id`,
);

/** A month's charges by model and key, the largest first. */
export async function listCharges(
  accountId: string,
  month: string,
  database: Database = pool(),
): Promise<ChargeLine[]> {
  const { from, until } = boundsOf(month);
  const rows = await sumCharges(database, [accountId, from, until]);
  return rows.map(({ model, key_id: keyId, key_name: keyName, requests, amount }) => ({
    ...{ model, keyId, keyName },
    requests: Number(requests),
    amount: nanoUsd(amount),
  }));
}

/** A month is final three days after its end: late settlements are recorded by then. */
export const isFinal = (month: string, now: Date): boolean =>
  now.getTime() >= boundsOf(month).until.getTime() + 3 * 86_400_000;
