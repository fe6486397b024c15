import 'server-only';
import { statement } from '#lib/db/statement.ts';

/** The heartbeat of this process. The first call registers it, which it needs to place holds. */
export const beat = statement(
  'ledger_heartbeat',
  `INSERT INTO gateway_process (id) VALUES ($1)
   ON CONFLICT (id) DO UPDATE SET heartbeat_at = now()`,
);

/**
 * Deregisters processes: those named, and those silent for `$2` milliseconds except `$3`. Every hold locks its
 * process's row, so this waits for holds in flight, and refuses those of a dead process that are still queued in the
 * database. Afterwards all holds of the dead processes are visible.
 */
export const strikeOff = statement(
  'ledger_strike_off',
  `DELETE FROM gateway_process
   WHERE id = ANY ($1::text[]) OR (id <> $3 AND heartbeat_at < now() - $2 * interval '1 millisecond')`,
);

/** Whether any gateway process had a heartbeat in the last half minute. */
export const findServing = statement<{ is_serving: boolean }>(
  'ledger_serving',
  `SELECT EXISTS (SELECT FROM gateway_process WHERE heartbeat_at > now() - interval '30 seconds') AS is_serving`,
);

export const signOff = statement('ledger_sign_off', 'DELETE FROM gateway_process WHERE id = $1');
