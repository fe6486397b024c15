import 'server-only';
import type { Database } from '#lib/db/statement.ts';
import type { LedgerAlarm } from './alarm.ts';
import { settleAll } from './settle.ts';
import type { Settlement } from './settlement.ts';
import { isTransient } from './transient.ts';

/**
 * Settles the settlements of an outbox. Idempotent.
 * @returns the ids of the settled requests; a refused one stays, and raises an alarm
 * @throws when the database is still unavailable
 */
export async function replay(
  database: Database,
  settlements: readonly Settlement[],
  onAlarm: (alarm: LedgerAlarm) => void,
): Promise<string[]> {
  const settled: string[] = [];
  for (const settlement of settlements) {
    try {
      await settleAll(database, settlement.accountId, [settlement]);
      settled.push(settlement.requestId);
    } catch (err) {
      if (isTransient(err)) throw err;
      onAlarm({ kind: 'outbox_stuck', requestId: settlement.requestId, accountId: settlement.accountId, err });
    }
  }
  return settled;
}
