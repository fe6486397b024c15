import 'server-only';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import type { Outcome } from '#lib/db/generated/enums.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { boundsOf, type MovementKind, type StatementFilter } from './filter.ts';

/** One change of an account's balance, with the resulting balance. */
export interface Movement {
  /** The entry's number in the ledger, in the order of writing. */
  entryId: bigint;
  kind: MovementKind;
  /** Negative when it took credit. */
  amount: NanoUsd;
  balance: NanoUsd;
  createdAt: Date;
  /** The unique cause of the entry: `request:…`, `stripe:…`. */
  cause: string;
  /** Written by the operator for grants and adjustments. */
  reason: string | null;
  request: { id: string; model: string; keyId: string; outcome: Outcome } | null;
}

interface Row {
  entry_id: bigint;
  kind: MovementKind;
  amount: bigint;
  balance: bigint;
  created_at: Date;
  cause: string;
  reason: string | null;
  request_id: string | null;
  model: string | null;
  key_id: string | null;
  outcome: Outcome | null;
}

/** The SQL of a filter with its values. Absent conditions are left out, so each combination has its own plan. */
class Selection {
  readonly values: unknown[];
  name = '';
  text = `
    SELECT e.id AS entry_id, e.amount, e.created_at, t.kind, t.cause, t.reason, u.request_id, u.model, u.key_id, u.outcome
    FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
    LEFT JOIN usage_record u ON t.kind = 'charge' AND u.request_id = substr(t.cause, 9)
    WHERE e.ledger_account = 'customer:' || $1`;

  constructor(accountId: string, { kind, keyId, model, month }: StatementFilter) {
    this.values = [accountId];
    if (kind !== null) this.where('kind', 't.kind =', kind);
    if (keyId !== null) this.where('key', 'u.key_id =', keyId);
    if (model !== null) this.where('model', 'u.model =', model);
    if (month === null) return;
    const { from, until } = boundsOf(month);
    this.where('from', 'e.created_at >=', from);
    this.where('until', 'e.created_at <', until);
  }

  where(name: string, condition: string, value: unknown): void {
    this.name += `_${name}`;
    this.text += ` AND ${condition} ${this.add(value)}`;
  }

  /** @returns the placeholder in the text */
  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

const NEVER = (2n ** 63n - 1n).toString();

/* Running balances backwards: the newest entry led to today's balance, each earlier one to that minus later amounts. */
const newestFirst = (page: string) => `
  WITH page AS (${page}), steps AS (
    SELECT *, coalesce(lag(entry_id) OVER (ORDER BY entry_id DESC), ${NEVER}) AS next_id FROM page
  )
  SELECT steps.*, (b.available + b.held - b.debt - sum(later.moved) OVER (ORDER BY entry_id DESC))::bigint AS balance
  FROM steps JOIN account_balance b ON b.account_id = $1
  CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS moved FROM ledger_entry
    WHERE ledger_account = 'customer:' || $1 AND id > entry_id AND id <= next_id) later
  ORDER BY entry_id DESC`;

interface Page {
  before?: bigint | null;
  limit: number;
}

/** The newest matching movements, and whether there are older ones. */
export async function listMovements(
  accountId: string,
  filter: StatementFilter,
  { before = null, limit }: Page,
  database: Database = pool(),
): Promise<{ movements: Movement[]; hasMore: boolean }> {
  const selection = new Selection(accountId, filter);
  if (before !== null) selection.where('before', 'e.id <', before);
  const page = `${selection.text} ORDER BY e.id DESC LIMIT ${selection.add(limit + 1)}`;
  const rows = await statement<Row>(`newest${selection.name}`, newestFirst(page))(database, selection.values);
  return { movements: rows.slice(0, limit).map(toMovement), hasMore: rows.length > limit };
}

const oldestFirst = (page: string, after: string, balance: string) => `
  WITH page AS (${page}), sums AS (
    SELECT id, sum(amount) OVER (ORDER BY id) AS moved FROM ledger_entry
    WHERE ledger_account = 'customer:' || $1 AND id > ${after} AND id <= (SELECT max(entry_id) FROM page)
  )
  SELECT page.*, (${balance}::bigint + sums.moved)::bigint AS balance
  FROM page JOIN sums ON sums.id = page.entry_id ORDER BY entry_id`;

const findLastEntry = statement<{ id: bigint | null }>(
  'statement_last_entry',
  `SELECT max(id) AS id FROM ledger_entry WHERE ledger_account = 'customer:' || $1`,
);

const findFirstMoment = statement<{ created_at: Date }>(
  'statement_first_moment',
  `SELECT created_at FROM ledger_entry WHERE ledger_account = 'customer:' || $1 ORDER BY id LIMIT 1`,
);

/** The time of an account's first movement; null before it. */
export async function findFirstMovement(accountId: string, database: Database = pool()): Promise<Date | null> {
  const [row] = await findFirstMoment(database, [accountId]);
  return row?.created_at ?? null;
}

const BATCH = 1_000;

/** Every matching movement, oldest first, in batches; entries written meanwhile are excluded. */
export async function* readMovements(
  accountId: string,
  filter: StatementFilter,
  database: Database = pool(),
): AsyncGenerator<Movement[]> {
  const [last] = await findLastEntry(database, [accountId]);
  let after = { entryId: 0n, balance: 0n };
  for (;;) {
    const selection = new Selection(accountId, filter);
    const from = selection.add(after.entryId);
    selection.where('last', 'e.id <=', last?.id ?? 0n);
    const page = `${selection.text} AND e.id > ${from} ORDER BY e.id LIMIT ${selection.add(BATCH)}`;
    const read = statement<Row>(`oldest${selection.name}`, oldestFirst(page, from, selection.add(after.balance)));
    const movements = (await read(database, selection.values)).map(toMovement);
    yield movements;
    if (movements.length < BATCH) return;
    after = movements.at(-1) ?? after;
  }
}

function toMovement(row: Row): Movement {
  const { entry_id: entryId, kind, created_at: createdAt, cause, reason } = row;
  const { request_id: id, model, key_id: keyId, outcome } = row;
  const request = id && model !== null && keyId && outcome ? { id, model, keyId, outcome } : null;
  return {
    ...{ entryId, kind, createdAt, cause, reason, request },
    amount: nanoUsd(row.amount),
    balance: nanoUsd(row.balance),
  };
}
