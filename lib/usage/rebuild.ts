import 'server-only';
import { db } from '#lib/db/client.ts';
import { pool, sqlTransaction } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { log } from '#lib/log.ts';
import { DAY_MS, HOUR_MS } from './time/clock.ts';

/** Hours whose sums differ from their requests, in requests, tokens or cost. */
const findWrongHours = statement<{ hour: Date }>(
  'usage_wrong_hours',
  `SELECT DISTINCT hour FROM (
     SELECT account_id, hour, requests, input + output AS tokens, cost FROM usage_hour WHERE hour >= $1 AND hour < $2
     UNION ALL
     SELECT account_id, date_trunc('hour', settled_at, 'UTC'), -1, -input_tokens - output_tokens, -cost
     FROM usage_record WHERE settled_at >= $1 AND settled_at < $2
   ) side GROUP BY account_id, hour HAVING sum(requests) <> 0 OR sum(tokens) <> 0 OR sum(cost) <> 0
   ORDER BY hour`,
);

const findHours = statement<{ hour: Date }>(
  'usage_hours',
  `SELECT DISTINCT hour FROM (
     SELECT date_trunc('hour', settled_at, 'UTC') AS hour FROM usage_record WHERE settled_at >= $1 AND settled_at < $2
     UNION SELECT hour FROM usage_hour WHERE hour >= $1 AND hour < $2
   ) found ORDER BY hour`,
);

/* Settlements wait for this transaction, which rebuilds one hour, so each is either in the records or added later. */
const keepOthersOut = statement(
  'usage_lock',
  'LOCK TABLE usage_hour, usage_quarter, usage_latency IN SHARE ROW EXCLUSIVE MODE',
);
const forgetHour = statement('usage_forget_hour', 'DELETE FROM usage_hour WHERE hour = $1');
const forgetLatency = statement('usage_forget_latency', 'DELETE FROM usage_latency WHERE hour = $1');
const forgetQuarters = statement(
  'usage_forget_quarters',
  `DELETE FROM usage_quarter WHERE quarter >= $1 AND quarter < $1::timestamptz + interval '1 hour'`,
);
const addHour = statement(
  'usage_add_hour',
  `SELECT add_usage(ARRAY(SELECT r FROM usage_record r WHERE settled_at >= $1 AND settled_at < $1::timestamptz + interval '1 hour'), 1)`,
);

interface Stretch {
  from: Date;
  to: Date;
}

/**
 * Rebuilds the sums of a period from its requests, hour by hour, while the service runs.
 * @returns the number of hours, and those that still differ from their requests
 */
export async function rebuildUsage(stretch: Stretch): Promise<{ hours: number; wrong: Date[] }> {
  let count = 0;
  const wrong: Date[] = [];
  for (const { from, to } of await daysOf(stretch)) {
    const hours = await findHours(pool(), [from, to]);
    for (const { hour } of hours) await rebuildHour(hour);
    count += hours.length;
    wrong.push(...(await wrongHours({ from, to })));
  }
  return { hours: count, wrong };
}

/** One day per statement, so that none runs long; it starts at the first account, before which no usage exists. */
async function daysOf({ from, to }: Stretch): Promise<Stretch[]> {
  const first = await db.account.findFirst({ orderBy: { createdAt: 'asc' }, select: { createdAt: true } });
  const start = startOfHour(new Date(Math.max(from.getTime(), first?.createdAt.getTime() ?? to.getTime()))).getTime();
  const count = Math.max(0, Math.ceil((to.getTime() - start) / DAY_MS));
  return Array.from({ length: count }, (_, index) => ({
    from: new Date(start + index * DAY_MS),
    to: new Date(Math.min(start + (index + 1) * DAY_MS, to.getTime())),
  }));
}

const rebuildHour = (hour: Date): Promise<void> =>
  sqlTransaction(async (database) => {
    await keepOthersOut(database);
    await forgetHour(database, [hour]);
    await forgetLatency(database, [hour]);
    await forgetQuarters(database, [hour]);
    await addHour(database, [hour]);
  });

/** The hours whose sums differ from their requests. */
export const wrongHours = async ({ from, to }: Stretch, database: Database = pool()): Promise<Date[]> =>
  (await findWrongHours(database, [startOfHour(from), to])).map(({ hour }) => hour);

const startOfHour = (moment: Date): Date => new Date(Math.floor(moment.getTime() / HOUR_MS) * HOUR_MS);

const CHECKED_MS = 3 * DAY_MS;

/** Checks the last three days and rebuilds hours that differ, which is a bug and raises an alarm. Runs daily. */
export async function repairUsage(now = new Date()): Promise<void> {
  const wrong = await wrongHours({ from: new Date(now.getTime() - CHECKED_MS), to: now });
  for (const hour of wrong) await rebuildHour(hour);
  if (wrong.length > 0) log.error({ event: 'usage_repaired', count: wrong.length });
}
