import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { log } from '#lib/log.ts';
import type { ReachedCap } from '../ledger/hold.ts';
import { MOMENT, STARTS } from '../ledger/windows.ts';

const markReached = statement(
  'billing_cap_reached',
  `WITH moment AS (${MOMENT}), marked AS (
     UPDATE budget b SET reached_in = ${STARTS} FROM moment
     WHERE b.id = $1 AND b.cap IS NOT NULL AND b.reached_in IS DISTINCT FROM ${STARTS} RETURNING b.id, b.reached_in
   )
   INSERT INTO job (kind, subject, payload)
   SELECT 'cap_reached', 'cap_reached:' || id || ':' || reached_in, jsonb_build_object('budgetId', id, 'used', $2::text)
   FROM marked ON CONFLICT DO NOTHING`,
);

/** Adds the job that reports the refusal of a request by a cap: once per window, from one of all processes. */
export const noteReached = ({ budgetId, used }: Pick<ReachedCap, 'budgetId' | 'used'>, database: Database = pool()) =>
  markReached(database, [budgetId, used]);

const underWay = new Set<string>();

/**
 * The same for the caps of a refusal. The answer does not wait for it, and concurrent refusals share one query. Session caps
 * are left out: their caller has set them for this request.
 */
export function noteReachedCaps(caps: readonly ReachedCap[]): void {
  for (const cap of caps) {
    if (cap.subject === 'session' || underWay.has(cap.budgetId)) continue;
    underWay.add(cap.budgetId);
    noteReached(cap)
      .catch((err: unknown) => log.warn({ event: 'cap_reached_untold', budget: cap.budgetId, err }))
      .finally(() => underWay.delete(cap.budgetId));
  }
}
