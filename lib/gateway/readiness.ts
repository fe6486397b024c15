import 'server-only';
import { ledger } from '#lib/billing/ledger/ledger.ts';
import { pool } from '#lib/db/pool.ts';

/** Whether requests can be served now, and what each part says. */
export interface Readiness {
  ready: boolean;
  checks: Record<string, string>;
}

/** The outbox fills only while the database is away; what is older than this should have been settled since. */
const OUTBOX_ALARM = 1_000;

export async function checkReadiness(): Promise<Readiness> {
  const pending = ledger().outbox.pending().length;
  const database = await pool()
    .query('SELECT 1')
    .then(() => 'ok')
    .catch(() => 'unreachable');
  const outbox = pending < OUTBOX_ALARM ? 'ok' : `${pending} settlements are waiting`;
  return { ready: database === 'ok' && outbox === 'ok', checks: { database, outbox } };
}
