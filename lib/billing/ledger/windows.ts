/*
 * The windows of a key's caps, as pieces of SQL about `key_budget k` and a row `today (day, month)`. All of them are UTC's.
 */

/** The row `today`. */
export const TODAY = `
  SELECT (now() AT TIME ZONE 'utc')::date AS day, date_trunc('month', now() AT TIME ZONE 'utc')::date AS month`;

/** What was spent in the running window. One that has ended since the last settlement starts at zero. */
export const SPENT_DAY = 'CASE WHEN k.day >= today.day THEN k.spent_day ELSE 0 END';
export const SPENT_MONTH = 'CASE WHEN k.month >= today.month THEN k.spent_month ELSE 0 END';

/** When the running windows end. */
export const WINDOW_ENDS = `
  (today.day + 1)::timestamp AT TIME ZONE 'utc' AS next_day,
  (today.month + interval '1 month') AT TIME ZONE 'utc' AS next_month`;
