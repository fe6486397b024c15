import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Database, exactTypes } from '#lib/db/statement.ts';
import { newId } from '#lib/id.ts';
import { createDatabase } from '#lib/testing/database.ts';
import { creditAccount } from '../../credit.ts';
import { nanoUsd } from '../../money.ts';
import type { LedgerAlarm } from '../alarm.ts';
import type { BudgetSubject, BudgetWindow } from '../hold.ts';
import { checkInvariants, type Violation } from '../invariants.ts';
import { createLedger, type Ledger, type LedgerOptions } from '../ledger.ts';
import { Requests } from './requests.ts';

/** A test's own books: an empty database, and functions to fill it. */
export interface Books {
  url: string;
  pool: pg.Pool;
  outboxRoot: string;
  alarms: LedgerAlarm[];
  /** The ledger of another process. With `ownPool`, on its own connections. */
  ledger(options?: Partial<LedgerOptions> & { ownPool?: boolean }): Ledger;
  /** Creates an account with credit and one key; caps in nano-USD. */
  payer(credit: bigint, caps?: Caps): Promise<Payer>;
  violations(): Promise<Violation[]>;
  close(): Promise<void>;
}

export interface Caps {
  total?: bigint;
  day?: bigint;
  month?: bigint;
}

export interface Payer extends Requests {
  accountId: string;
  keyId: string;
}

export async function openBooks(): Promise<Books> {
  const database = await createDatabase();
  const books = booksAt(database.url);
  await addTestPrice(books.pool);
  return {
    ...books,
    close: async () => {
      await books.close();
      await database.drop();
    },
  };
}

/** Books over an existing database. */
export function booksAt(url: string, outboxRoot = mkdtempSync(join(tmpdir(), 'tokenhub-outbox-'))): Books {
  const pools: pg.Pool[] = [];
  const pool = openPool(url, pools);
  const alarms: LedgerAlarm[] = [];
  const ledgers: Ledger[] = [];
  return {
    url,
    pool,
    outboxRoot,
    alarms,
    ledger({ ownPool, ...options } = {}) {
      const processId = newId('process');
      const ledger = createLedger({
        pool: ownPool ? openPool(url, pools) : pool,
        processId,
        outboxDirectory: join(outboxRoot, processId),
        onAlarm: (alarm) => alarms.push(alarm),
        ...options,
      });
      ledgers.push(ledger);
      return ledger;
    },
    payer: (credit, caps) => addPayer(pool, credit, caps),
    violations: () => checkInvariants(pool),
    async close() {
      await Promise.all(ledgers.map((ledger) => ledger.outbox.close()));
      await Promise.all(pools.map((each) => each.end()));
      rmSync(outboxRoot, { recursive: true, force: true });
    },
  };
}

function openPool(url: string, pools: pg.Pool[]): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, types: exactTypes, max: 8 });
  pool.on('error', () => {});
  pools.push(pool);
  return pool;
}

/** One nano-USD per input token, so that tests choose the cost by the number of tokens. */
export async function addTestPrice(pool: pg.Pool): Promise<void> {
  await pool.query(`INSERT INTO price VALUES ('test-model@1', 'test-model', 1000, 0, 0, 0, 0)`);
}

async function addPayer(pool: pg.Pool, credit: bigint, caps: Caps = {}): Promise<Payer> {
  const accountId = newId('account');
  await pool.query(`INSERT INTO account (id, kind, name) VALUES ($1, 'personal', 'test')`, [accountId]);
  await pool.query('INSERT INTO account_balance (account_id) VALUES ($1)', [accountId]);
  const keyId = await addKey(pool, accountId, caps);
  if (credit > 0n) await addCredit(pool, accountId, credit);
  return new Requests(accountId, keyId);
}

export async function addKey(
  pool: pg.Pool,
  accountId: string,
  { total, day, month }: Caps = {},
  memberId?: string,
): Promise<string> {
  const keyId = newId('key');
  const subject = { accountId, subject: 'key', subjectId: keyId } as const;
  await insertBudget(pool, { ...subject, window: 'total', cap: total ?? null });
  if (day !== undefined) await insertBudget(pool, { ...subject, window: 'day', cap: day });
  if (month !== undefined) await insertBudget(pool, { ...subject, window: 'month', cap: month });
  await addKeyOn(pool, { accountId, keyId, budgetId: keyId, ...(memberId && { memberId }) });
  return keyId;
}

/** Caps an account that may be in use. */
export async function addCap(pool: pg.Pool, budget: TestBudget): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE account_balance SET budget_revision = budget_revision + 1 WHERE account_id = $1', [
      budget.accountId,
    ]);
    const id = await insertBudget(client, budget);
    await client.query('UPDATE budget b SET spent = budget_spent(b), held = budget_held(b) WHERE id = $1', [id]);
    await client.query('COMMIT');
    return id;
  } finally {
    client.release();
  }
}

interface TestBudget {
  accountId: string;
  subject: BudgetSubject;
  subjectId: string;
  window: BudgetWindow;
  cap: bigint | null;
  zone?: string;
}

async function insertBudget(
  database: Database,
  { accountId, subject, subjectId, window, cap, zone = 'UTC' }: TestBudget,
): Promise<string> {
  const id = newId('budget');
  await database.query(
    `INSERT INTO budget (id, account_id, subject_kind, subject_id, time_window, cap, zone, starts_at, ends_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, w.starts_at, w.ends_at FROM budget_window($5::"BudgetWindow", $7, now()) w`,
    [id, accountId, subject, subjectId, window, cap, zone],
  );
  return id;
}

/** A key that shares the budget of another, as after a rotation. */
export async function addSuccessor(pool: pg.Pool, { accountId, keyId }: Payer): Promise<Payer> {
  const id = newId('key');
  await addKeyOn(pool, { accountId, keyId: id, budgetId: keyId });
  return new Requests(accountId, id);
}

async function addKeyOn(
  pool: pg.Pool,
  { accountId, keyId, budgetId, memberId }: { accountId: string; keyId: string; budgetId: string; memberId?: string },
): Promise<void> {
  await pool.query(
    `INSERT INTO api_key (id, account_id, name, hash, hint, budget_id, created_by_id) VALUES ($1, $2, 'test', $3, 'th-…', $4, $5)`,
    [keyId, accountId, randomBytes(32), budgetId, memberId],
  );
}

export async function balanceOf(pool: pg.Pool, { accountId }: { accountId: string }): Promise<[bigint, bigint]> {
  const { rows } = await pool.query('SELECT available, held FROM account_balance WHERE account_id = $1', [accountId]);
  return [rows[0].available, rows[0].held];
}

/** Backdates an account's events and windows by `time`, as if that time had passed. */
export async function letTimePass(pool: pg.Pool, { accountId }: { accountId: string }, time: string): Promise<void> {
  await pool.query(`
    BEGIN;
    ALTER TABLE ledger_transaction DISABLE TRIGGER USER;
    UPDATE ledger_transaction SET created_at = created_at - interval '${time}' WHERE account_id = '${accountId}';
    ALTER TABLE ledger_transaction ENABLE TRIGGER USER;
    UPDATE usage_record SET settled_at = settled_at - interval '${time}' WHERE account_id = '${accountId}';
    UPDATE budget SET starts_at = starts_at - interval '${time}', ends_at = ends_at - interval '${time}',
      reached_in = reached_in - interval '${time}'
      WHERE account_id = '${accountId}' AND time_window <> 'total';
    COMMIT`);
}

/** Runs `work` while a credit locks the balance’s row; the credit commits once `work` waits for the row. */
export async function whileCreditArrives<T>(
  pool: pg.Pool,
  payer: Payer,
  amount: bigint,
  work: () => Promise<T>,
): Promise<T> {
  const other = await pool.connect();
  try {
    await other.query('BEGIN');
    await addCredit(other, payer.accountId, amount);
    const result = work();
    while ((await countWaiting(pool)) === 0);
    await other.query('COMMIT');
    return await result;
  } finally {
    other.release();
  }
}

export async function countWaiting(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows.length;
}

async function addCredit(database: Database, accountId: string, amount: bigint): Promise<void> {
  const origin = { kind: 'grant', cause: `grant:${newId('transaction')}`, reason: 'test', actorId: null } as const;
  await creditAccount({ accountId, amount: nanoUsd(amount), ...origin }, database);
}
