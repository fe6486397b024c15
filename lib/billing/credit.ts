import 'server-only';
import pg from 'pg';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';
import { MAX_AMOUNT, type NanoUsd, nanoUsd, toUsd } from './money.ts';

/** The source of credit: the ledger account of the counter-entry. */
const SOURCE = {
  grant: 'promo',
  top_up: 'stripe',
  refund: 'stripe',
  dispute: 'stripe',
  adjustment: 'adjustments',
} as const;

/** Kinds with negative amounts, which take the available balance first and then leave a debt. */
const MAY_TAKE: ReadonlySet<string> = new Set(['adjustment', 'refund', 'dispute'] satisfies (keyof typeof SOURCE)[]);

export interface Credit {
  accountId: string;
  /** Positive, or negative for the kinds in `MAY_TAKE`. */
  amount: NanoUsd;
  kind: keyof typeof SOURCE;
  /** `grant:<id>`, `stripe:<id>`. A credit is booked once per cause. */
  cause: string;
  /** The reason, written by the operator. */
  reason: string | null;
  /** The user who made the change; null for the system. */
  actorId: string | null;
}

/*
 * The unique cause is the claim: only the statement that inserts the movement has an effect. A debt is paid first.
 * Entries are inserted after the balance, whose lock orders their ids like the balance's changes: a statement's running
 * balances depend on it.
 */
const addCredit = statement<{ id: string }>(
  'ledger_credit',
  `WITH movement AS (
     INSERT INTO ledger_transaction (id, kind, cause, account_id, reason, actor_id) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (cause) DO NOTHING RETURNING id
   ), balance AS (
     INSERT INTO account_balance AS b (account_id, available, debt)
     SELECT $4, greatest($7::bigint, 0), greatest(-$7::bigint, 0) FROM movement
     ON CONFLICT (account_id) DO UPDATE SET available = greatest(b.available - b.debt + $7::bigint, 0),
       debt = greatest(b.debt - b.available - $7::bigint, 0)
     RETURNING b.account_id
   ), entries AS (
     INSERT INTO ledger_entry (transaction_id, ledger_account, amount)
     SELECT movement.id, side.ledger_account, side.amount FROM movement CROSS JOIN balance
     CROSS JOIN (VALUES ('customer:' || $4, $7::bigint), ($8::text, -$7::bigint)) AS side (ledger_account, amount)
   )
   SELECT id FROM movement`,
);

const findMovement = statement<{ id: string; is_same: boolean }>(
  'ledger_find_movement',
  `SELECT t.id, t.account_id = $2 AND t.kind = $3 AND e.amount = $4 AS is_same
   FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id AND e.ledger_account = 'customer:' || t.account_id
   WHERE t.cause = $1`,
);

/**
 * Adds credit, once per cause. Creates the balance when the account has none.
 * @returns the movement's id, and whether this call made it
 * @throws AppError invalid_value for an impossible amount, conflict when the cause has been used for another credit
 */
export async function creditAccount(
  credit: Credit,
  database: Database = pool(),
): Promise<{ transactionId: string; isNew: boolean }> {
  assertAmount(credit);
  const { accountId, amount, kind, cause, reason, actorId } = credit;
  const values = [newId('transaction'), kind, cause, accountId, reason, actorId, amount, SOURCE[kind]];
  const [made] = await addCredit(database, values).catch(explain);
  if (made) return { transactionId: made.id, isNew: true };
  const [known] = await findMovement(database, [cause, accountId, kind, amount]);
  if (!known?.is_same) throw new AppError('conflict', `The cause ${cause} belongs to another movement.`);
  return { transactionId: known.id, isNew: false };
}

const lockAvailable = statement<{ available: bigint }>(
  'ledger_lock_available',
  'SELECT available FROM account_balance WHERE account_id = $1 FOR UPDATE',
);

/**
 * Takes credit back in the given transaction, at most what is available, so that it leaves no debt.
 * @throws AppError not_found; invalid_value for more
 */
export async function takeCredit(
  { accountId, amount, reason, actorId }: Omit<Credit, 'kind' | 'cause'>,
  database: Database,
): Promise<string> {
  const [balance] = await lockAvailable(database, [accountId]);
  if (!balance) throw new AppError('not_found', 'There is no such account.');
  if (balance.available < amount) {
    const most = toUsd(nanoUsd(balance.available));
    throw new AppError('invalid_value', `Only ${most} USD are available.`, { param: 'usd' });
  }
  const cause = `adjustment:${newId('transaction')}`;
  const taken = { accountId, amount: nanoUsd(-amount), kind: 'adjustment', cause, reason, actorId } as const;
  return (await creditAccount(taken, database)).transactionId;
}

/** Creates the zero balance of a new account, in the same transaction. */
export async function openBalance(tx: Transaction, accountId: string): Promise<void> {
  await tx.accountBalance.create({ data: { accountId } });
}

function assertAmount({ amount, kind }: Credit): void {
  const magnitude = amount < 0n ? -amount : amount;
  if (magnitude > 0n && magnitude <= MAX_AMOUNT && (amount > 0n || MAY_TAKE.has(kind))) return;
  throw new AppError('invalid_value', 'The amount must be above zero and at most 1000000000 USD.', { param: 'amount' });
}

const CHECK_VIOLATION = '23514';
const FOREIGN_KEY_VIOLATION = '23503';

function explain(error: unknown): never {
  const code = error instanceof pg.DatabaseError ? error.code : undefined;
  if (code === FOREIGN_KEY_VIOLATION) throw new AppError('not_found', 'There is no such account.', { cause: error });
  if (code !== CHECK_VIOLATION) throw error;
  throw new AppError('invalid_value', 'The balance would exceed the most it can be.', {
    param: 'amount',
    cause: error,
  });
}
