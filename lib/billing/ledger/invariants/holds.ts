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
    sentence: 'What a budget has set aside is the sum of its keys’ open holds.',
    broken: `SELECT b.key_id AS subject FROM key_budget b
      LEFT JOIN (api_key k JOIN hold h ON h.key_id = k.id) ON k.budget_id = b.key_id
      GROUP BY b.key_id HAVING b.held <> coalesce(sum(h.amount), 0)`,
  },
  {
    id: 'I11',
    sentence: 'No hold is open a minute after it should have ended.',
    broken: `SELECT request_id AS subject FROM hold WHERE expires_at < now() - interval '1 minute'`,
  },
];
