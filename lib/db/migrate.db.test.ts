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
