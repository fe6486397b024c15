import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { transaction } from '#lib/db/transaction.ts';
import type { NanoUsd } from '../money.ts';
import { addBudget, lockBudgets, recountBudget } from './write.ts';

interface SessionCap {
  accountId: string;
  sessionId: string;
  cap: NanoUsd;
}

export interface SessionCapState {
  cap: NanoUsd;
  /** Spent, and held at this moment. */
  used: NanoUsd;
}

const findCap = statement<SessionCapState>(
  'billing_session_cap',
  `SELECT cap, spent + held AS used FROM budget WHERE account_id = $1 AND subject_kind = 'session' AND subject_id = $2 AND time_window = 'total'`,
);

export async function findSessionCap(
  accountId: string,
  sessionId: string,
  database: Database = pool(),
): Promise<SessionCapState | null> {
  const [found] = await findCap(database, [accountId, sessionId]);
  return found ?? null;
}

/** Sets the cap of a session. It includes the session's earlier cost. An unchanged cap costs one query. */
export async function setSessionCap({ accountId, sessionId, cap }: SessionCap): Promise<void> {
  const known = await findSessionCap(accountId, sessionId);
  if (known?.cap !== cap) await writeCap({ accountId, sessionId, cap });
}

function writeCap({ accountId, sessionId, cap }: SessionCap): Promise<void> {
  const place = { accountId, subject: 'session', subjectId: sessionId, window: 'total' } as const;
  return transaction(async (tx) => {
    await lockBudgets(tx, accountId);
    const where = { accountId, subjectKind: 'session', subjectId: sessionId, window: 'total' } as const;
    const { count } = await tx.budget.updateMany({ where, data: { cap } });
    if (count === 0) await recountBudget(tx, await addBudget(tx, { ...place, cap }));
  });
}

/* Caps of idle sessions are removed, or each run of a customer would leave a row. A new cap of the same session counts all its records. */
const FORGOTTEN_AFTER_DAYS = 30;

/** Removes the caps of idle sessions. */
export async function forgetSessionCaps(now = new Date()): Promise<void> {
  const before = new Date(now.getTime() - FORGOTTEN_AFTER_DAYS * 86_400_000);
  const { rows } = await pool().query<{ account_id: string }>(
    `SELECT DISTINCT account_id FROM budget WHERE subject_kind = 'session' AND created_at < $1`,
    [before],
  );
  for (const { account_id: accountId } of rows)
    await transaction(async (tx) => {
      await lockBudgets(tx, accountId);
      await tx.$executeRaw`DELETE FROM budget b WHERE account_id = ${accountId} AND subject_kind = 'session' AND held = 0
        AND created_at < ${before} AND NOT EXISTS (SELECT FROM usage_record r
          WHERE r.account_id = b.account_id AND r.session_id = b.subject_id AND r.settled_at >= ${before})`;
    });
}
