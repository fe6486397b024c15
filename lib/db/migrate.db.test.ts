import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { createDatabase } from '#lib/testing/database.ts';
import { migrate } from './migrate.ts';

const database = await createDatabase();
afterAll(database.drop);

it('applies each migration once, also when two processes start at once', async () => {
  expect(await Promise.all([migrate(database.url), migrate(database.url)])).toEqual([[], []]);
});

it.each(['ledger_transaction', 'ledger_entry', 'price'])('refuses to change or delete rows of %s', async (table) => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await expect(client.query(`UPDATE ${table} SET id = id`)).rejects.toThrow('never changed');
  await expect(client.query(`DELETE FROM ${table}`)).rejects.toThrow('never changed');
  await client.end();
});

it('refuses an entry whose transaction does not exist, beside others whose does', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const addEntries = (...transactions: string[]) =>
    client.query(
      `WITH added AS (INSERT INTO ledger_transaction (id, kind, cause) VALUES ('txn_known', 'grant', 'grant:known'))
       INSERT INTO ledger_entry (transaction_id, ledger_account, amount) SELECT unnest($1::text[]), 'promo', 1`,
      [transactions],
    );
  await expect(addEntries('txn_known', 'txn_unknown')).rejects.toMatchObject({ code: '23503' });
  await addEntries('txn_known', 'txn_known');
  expect((await client.query('SELECT transaction_id FROM ledger_entry')).rows).toHaveLength(2);
  await client.end();
});
