import { HOUR_MS, type Instant } from '../time/clock.ts';
import { type Bind, filterSql, type UsageFilter } from './filter.ts';

const DIMENSIONS = 'key_id, model, mode, outcome, status_code, endpoint, provider';

const OF_HOUR = `hour AS at, ${DIMENSIONS}, tags, requests,
  CASE outcome WHEN 'failed' THEN requests ELSE 0 END AS errors, streamed, input, cache_read,
  cache_write_5m + cache_write_1h AS cache_write, output, reasoning, cost, absorbed, cache_saved_pico`;

const OF_RECORD = `settled_at, ${DIMENSIONS.replace('model', 'r.model')}, array_to_string(tags, ','), 1,
  CASE outcome WHEN 'failed' THEN 1 ELSE 0 END, is_streamed::int, input_tokens, cache_read_tokens,
  cache_write_5m_tokens + cache_write_1h_tokens, output_tokens, reasoning_tokens, cost, absorbed,
  coalesce(cache_read_tokens * (p.input - p.cache_read) - cache_write_5m_tokens * (p.cache_write_5m - p.input)
    - cache_write_1h_tokens * (p.cache_write_1h - p.input), 0)`;

interface Asked {
  accountId: string;
  filter: UsageFilter;
  /** Moments between which is summed; what is before the first and after the last is not read. */
  borders: readonly Instant[];
}

/**
 * What was used between the borders, as a subquery of rows that lie wholly between two of them: sums of hours, and the single
 * requests of those hours that a border cuts. Whatever is summed over it is what the requests themselves come to.
 */
export function usageSource({ accountId, filter, borders }: Asked, bind: Bind): string {
  const account = bind(accountId);
  const [from, to] = [new Date(borders.at(0) ?? 0), new Date(borders.at(-1) ?? 0)].map(bind);
  const cut = [...new Set(borders.filter((border) => border % HOUR_MS !== 0).map(hourOf))].map(
    (hour) => new Date(hour),
  );
  const hours = `SELECT ${OF_HOUR} FROM usage_hour
    WHERE account_id = ${account} AND hour >= ${from}::timestamptz AND hour < ${to}::timestamptz
      ${filterSql(filter, bind, { account, tags: `string_to_array(tags, ',')` })}`;
  if (cut.length === 0) return hours;
  const cutHours = `${bind(cut)}::timestamptz[]`;
  return `${hours} AND hour <> ALL (${cutHours})
    UNION ALL SELECT ${OF_RECORD} FROM unnest(${cutHours}) AS cut (hour)
    CROSS JOIN LATERAL (
      SELECT * FROM usage_record WHERE account_id = ${account} AND settled_at >= greatest(cut.hour, ${from}::timestamptz)
        AND settled_at < least(cut.hour + interval '1 hour', ${to}::timestamptz)
        ${filterSql(filter, bind, { account, tags: 'tags' })} OFFSET 0) r -- hour by hour, from the index
    LEFT JOIN price p ON p.id = r.price_id`;
}

const hourOf = (at: Instant): Instant => at - (at % HOUR_MS);
