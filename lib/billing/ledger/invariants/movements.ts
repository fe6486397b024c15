import type { Invariant } from './invariant.ts';

export const MOVEMENT_INVARIANTS: readonly Invariant[] = [
  {
    id: 'I1',
    sentence: 'Every movement has entries, and they sum to zero.',
    broken: `SELECT t.id AS subject FROM ledger_transaction t LEFT JOIN ledger_entry e ON e.transaction_id = t.id
      GROUP BY t.id HAVING coalesce(sum(e.amount), 1) <> 0`,
  },
  {
    id: 'I5',
    sentence: 'A cause moves money once, and a request that is over holds nothing.',
    broken: `SELECT cause AS subject FROM ledger_transaction GROUP BY cause HAVING count(*) > 1
      UNION ALL SELECT h.request_id FROM hold h JOIN usage_record r USING (request_id)`,
  },
  {
    id: 'I13',
    sentence: 'The house absorbs less than 1 USD a day.',
    broken: `SELECT (created_at AT TIME ZONE 'utc')::date AS subject FROM ledger_entry WHERE ledger_account = 'absorbed'
      GROUP BY 1 HAVING sum(amount) < -1000000000`,
  },
];
