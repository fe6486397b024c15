import type { Invariant } from './invariant.ts';

export const HOLD_INVARIANTS: readonly Invariant[] = [
  {
    id: 'I3',
    sentence: 'What an account has set aside is the sum of its open holds.',
    broken: `SELECT account_id AS subject FROM (
        SELECT account_id, held AS amount FROM account_balance UNION ALL SELECT account_id, -amount FROM hold
      ) side GROUP BY account_id HAVING sum(amount) <> 0`,
  },
  {
    id: 'I3',
    sentence: 'What a budget has set aside is the sum of the open holds that draw on it.',
    broken: `SELECT b.id AS subject FROM budget b
      LEFT JOIN (
        SELECT h.account_id, subject.kind, subject.id, sum(h.amount) AS held
        FROM hold h JOIN api_key k ON k.id = h.key_id CROSS JOIN LATERAL (
          VALUES ('account'::"BudgetSubject", h.account_id), ('member', k.created_by_id), ('key', k.budget_id)
          UNION ALL SELECT 'tag', unnest(h.tags)
          UNION ALL SELECT 'session', h.session_id) subject (kind, id)
        GROUP BY 1, 2, 3
      ) open ON open.account_id = b.account_id AND open.kind = b.subject_kind AND open.id = b.subject_id
      WHERE b.held <> coalesce(open.held, 0)`,
  },
  {
    id: 'I11',
    sentence: 'No hold is open a minute after it should have ended.',
    broken: `SELECT request_id AS subject FROM hold WHERE expires_at < now() - interval '1 minute'`,
  },
];
