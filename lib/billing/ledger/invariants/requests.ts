import type { Invariant } from './invariant.ts';

export const REQUEST_INVARIANTS: readonly Invariant[] = [
  {
    id: 'I6',
    sentence: 'Nobody is charged more than was held.',
    broken: 'SELECT request_id AS subject FROM usage_record WHERE cost > held',
  },
  {
    id: 'I7',
    sentence: 'Only requests that produced something cost anything, and those of test keys never do.',
    broken: `SELECT request_id AS subject FROM usage_record
      WHERE cost > 0 AND (outcome = 'failed' OR mode = 'test')`,
  },
  {
    id: 'I8',
    sentence: 'What a request cost is what its tokens come to at the price it names, rounded up.',
    broken: `SELECT r.request_id AS subject FROM usage_record r LEFT JOIN price p ON p.id = r.price_id
      WHERE r.cost + r.absorbed > 0 AND (r.cost + r.absorbed)::numeric * 1000 - r.remainder_pico IS DISTINCT FROM
        r.input_tokens::numeric * p.input + r.cache_write_5m_tokens::numeric * p.cache_write_5m
        + r.cache_write_1h_tokens::numeric * p.cache_write_1h + r.cache_read_tokens::numeric * p.cache_read
        + r.output_tokens::numeric * p.output`,
  },
  {
    id: 'I9',
    sentence: 'Each request’s usage row and its movement say the same: who was charged, and what the house absorbed.',
    broken: `SELECT cause AS subject FROM (
        SELECT 'request:' || request_id AS cause, 'customer:' || account_id AS ledger_account, -cost AS amount
          FROM usage_record WHERE cost > 0 UNION ALL
        SELECT 'request:' || request_id, 'revenue:' || model, cost + absorbed
          FROM usage_record WHERE cost + absorbed > 0 UNION ALL
        SELECT 'request:' || request_id, 'absorbed', -absorbed FROM usage_record WHERE absorbed > 0 UNION ALL
        SELECT t.cause, e.ledger_account, -e.amount FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id
          WHERE t.kind = 'charge'
      ) side GROUP BY cause, ledger_account HAVING sum(amount) <> 0`,
  },
  {
    id: 'I9',
    sentence: 'What a key has spent is the sum of its requests, and of those it replaced.',
    broken: `SELECT b.id AS subject FROM budget b
      LEFT JOIN (
        SELECT k.budget_id, sum(r.cost) AS cost FROM usage_record r JOIN api_key k ON k.id = r.key_id GROUP BY 1
      ) spent ON spent.budget_id = b.subject_id
      WHERE b.subject_kind = 'key' AND b.time_window = 'total' AND b.spent <> coalesce(spent.cost, 0)`,
  },
  {
    id: 'I9',
    sentence: 'What a budget has spent is the sum of the requests of its window that draw on it.',
    broken: `SELECT b.id AS subject FROM budget b
      WHERE NOT (b.subject_kind = 'key' AND b.time_window = 'total') AND b.spent <> budget_spent(b)`,
  },
];
