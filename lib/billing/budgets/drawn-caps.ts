import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import type { ReachedCap } from '../ledger/hold.ts';
import type { ReachedRow } from '../ledger/hold-statements.ts';
import { byReset, toReachedCap } from '../ledger/hold-verdict.ts';
import { DRAWS, MOMENT, reachedCap, SPENT } from '../ledger/windows.ts';

interface Asking {
  accountId: string;
  keyId: string;
  tags?: readonly string[];
  sessionId?: string | null;
}

const findDrawn = statement<{ cap: ReachedRow }>(
  'billing_drawn_caps',
  `WITH moment AS (${MOMENT})
   SELECT ${reachedCap(`(${SPENT} + b.held)`)} AS cap
   FROM moment CROSS JOIN (SELECT $2::text AS key_id, $3::text[] AS tags, $4::text AS session_id) t ${DRAWS}
   WHERE b.cap IS NOT NULL`,
);

/** The caps that a request would draw on; the one that resets last is first. */
export async function listDrawnCaps(
  { accountId, keyId, tags = [], sessionId = null }: Asking,
  database: Database = pool(),
): Promise<ReachedCap[]> {
  const rows = await findDrawn(database, [accountId, keyId, tags, sessionId]);
  return rows.map(({ cap }) => toReachedCap(cap)).sort(byReset);
}
