import type { Invariant } from './invariant.ts';

export const USAGE_INVARIANTS: readonly Invariant[] = [
  {
    id: 'I14',
    sentence: 'The usage of an hour costs what the ledger charged in it.',
    broken: `SELECT account_id || ' ' || hour AS subject FROM (
        SELECT account_id, hour, cost AS amount FROM usage_hour UNION ALL
        SELECT t.account_id, date_trunc('hour', t.created_at, 'UTC'), e.amount
        FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id
        WHERE t.kind = 'charge' AND e.ledger_account = 'customer:' || t.account_id
      ) side GROUP BY account_id, hour HAVING sum(amount) <> 0`,
  },
  {
    id: 'I15',
    sentence: 'The usage of an hour is the sum of its requests.',
    broken: `SELECT account_id || ' ' || hour AS subject FROM (
        SELECT account_id, hour, requests, output, cost FROM usage_hour UNION ALL
        SELECT account_id, date_trunc('hour', settled_at, 'UTC'), -1, -output_tokens, -cost FROM usage_record
      ) side GROUP BY account_id, hour HAVING sum(requests) <> 0 OR sum(output) <> 0 OR sum(cost) <> 0`,
  },
  {
    id: 'I16',
    sentence: 'The quarters of an hour that has any are the sum of its requests.',
    broken: `SELECT account_id || ' ' || hour AS subject FROM (
        SELECT account_id, date_trunc('hour', quarter, 'UTC') AS hour, requests, output, cost FROM usage_quarter UNION ALL
        SELECT h.account_id, h.hour, -h.requests, -h.output, -h.cost FROM usage_hour h WHERE EXISTS (SELECT FROM usage_quarter q
          WHERE q.account_id = h.account_id AND q.quarter >= h.hour AND q.quarter < h.hour + interval '1 hour')
      ) side GROUP BY account_id, hour HAVING sum(requests) <> 0 OR sum(output) <> 0 OR sum(cost) <> 0`,
  },
];
