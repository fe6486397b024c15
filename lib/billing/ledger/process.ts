import 'server-only';
import { statement } from '#lib/db/statement.ts';

/** Says that this process lives. The first call registers it. */
export const beat = statement(
  'ledger_heartbeat',
  `INSERT INTO gateway_process (id) VALUES ($1)
   ON CONFLICT (id) DO UPDATE SET heartbeat_at = now()`,
);

/** Forgets processes that ended, and those that have been silent for a day, unless a hold still names them. */
export const forgetProcesses = statement(
  'ledger_forget_processes',
  `DELETE FROM gateway_process p
   WHERE (p.id = ANY ($1::text[]) OR p.heartbeat_at < now() - interval '1 day')
     AND NOT EXISTS (SELECT FROM hold h WHERE h.process_id = p.id)`,
);
