import 'server-only';
import { statement } from '#lib/db/statement.ts';

/** Says that this process lives. The first call registers it; without that it cannot place holds. */
export const beat = statement(
  'ledger_heartbeat',
  `INSERT INTO gateway_process (id) VALUES ($1)
   ON CONFLICT (id) DO UPDATE SET heartbeat_at = now()`,
);

/**
 * Strikes processes off: those named, and those silent for `$2` milliseconds other than `$3`. Every hold locks its
 * process's row, so this waits for holds on their way, and any that a dead process still has in the database's queue
 * comes too late: once this has returned, the dead hold nothing that cannot be seen.
 */
export const strikeOff = statement(
  'ledger_strike_off',
  `DELETE FROM gateway_process
   WHERE id = ANY ($1::text[]) OR (id <> $3 AND heartbeat_at < now() - $2 * interval '1 millisecond')`,
);

/** Whether a gateway process anywhere has said so within half a minute. */
export const findServing = statement<{ is_serving: boolean }>(
  'ledger_serving',
  `SELECT EXISTS (SELECT FROM gateway_process WHERE heartbeat_at > now() - interval '30 seconds') AS is_serving`,
);

/** Ends this process's registration. */
export const signOff = statement('ledger_sign_off', 'DELETE FROM gateway_process WHERE id = $1');
