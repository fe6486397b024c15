/*
 * SQL fragments for the budgets that requests draw on and their current windows, for statements that have locked the
 * account's balance: `$1` is the account, `payer` its locked row, `moment (at)` the statement's time.
 */

/** The row `moment`, with the precision of a usage record's time. */
export const MOMENT = 'SELECT now()::timestamptz(3) AS at';

/** True for a balance's locked row, unless a budget was added after the statement's snapshot: then it fails. */
export const isCurrent = (revision: string) =>
  `CASE WHEN ${revision} = (SELECT budget_revision FROM account_balance WHERE account_id = $1) THEN true ELSE start_anew() END`;

/** The budgets that each `(key_id, tags, session_id)` of relation `t` draws on, for a FROM clause: key `k`, budget `b`. */
export const DRAWS = `
  JOIN api_key k ON k.id = t.key_id
  CROSS JOIN LATERAL (
    VALUES ('account'::"BudgetSubject", $1), ('member', k.created_by_id), ('key', k.budget_id)
    UNION ALL SELECT 'tag', unnest(t.tags)
    UNION ALL SELECT 'session', t.session_id WHERE t.session_id <> '') subject (kind, id)
  JOIN budget b ON b.account_id = $1 AND b.subject_kind = subject.kind AND b.subject_id = subject.id`;

/** True for a locked budget, unless its window began after the statement: then it fails. */
export const HAS_BEGUN = 'CASE WHEN b.starts_at <= moment.at THEN true ELSE start_anew() END';

const IS_RUNNING = '(moment.at < b.ends_at) IS NOT FALSE';

/** The spend of the current window: zero when the stored window has ended since the last settlement. */
export const SPENT = `CASE WHEN ${IS_RUNNING} THEN b.spent ELSE 0 END`;

export const STARTS = `CASE WHEN ${IS_RUNNING} THEN b.starts_at ELSE (budget_window(b.time_window, b.zone, moment.at)).starts_at END`;
export const ENDS = `CASE WHEN ${IS_RUNNING} THEN b.ends_at ELSE (budget_window(b.time_window, b.zone, moment.at)).ends_at END`;

/** A cap as JSON, for the refusal. @param used its used amount, as SQL */
export const reachedCap = (used: string) => `
  json_build_object('id', b.id, 'subject', b.subject_kind, 'subject_id', b.subject_id, 'time_window', b.time_window,
    'cap', b.cap::text, 'used', ${used}::text, 'ends_at', ${ENDS}, 'name', CASE b.subject_kind
      WHEN 'account' THEN (SELECT name FROM account WHERE id = b.subject_id)
      WHEN 'member' THEN (SELECT name FROM "user" WHERE id = b.subject_id)
      WHEN 'key' THEN (SELECT name FROM api_key WHERE id = b.subject_id)
      ELSE b.subject_id END)`;
