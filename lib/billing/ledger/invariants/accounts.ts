import type { Invariant } from './invariant.ts';

export const ACCOUNT_INVARIANTS: readonly Invariant[] = [
  {
    id: 'I2',
    sentence: 'An account’s balance, held money included and debt taken off, is the sum of its entries.',
    broken: `SELECT account_id AS subject FROM (
        SELECT account_id, available + held - debt AS amount FROM account_balance UNION ALL
        SELECT substr(ledger_account, 10), -amount FROM ledger_entry WHERE ledger_account LIKE 'customer:%'
      ) side GROUP BY account_id HAVING sum(amount) <> 0`,
  },
  {
    id: 'I4',
    sentence: 'No balance is below zero, and none has credit to spend beside a debt.',
    broken: `SELECT account_id AS subject FROM account_balance
      WHERE available < 0 OR held < 0 OR debt < 0 OR (available > 0 AND debt > 0)`,
  },
];
