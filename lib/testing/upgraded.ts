import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { createDatabase } from './database.ts';

const MIGRATIONS = 'prisma/migrations';

interface Upgrade {
  /** The first migration to apply after the rows are written; its folder's name without the date. */
  migration: string;
  rows: string;
}

/** Runs a test on a database with rows of an earlier version, to which all later migrations were then applied. */
export async function withUpgraded({ migration, rows }: Upgrade, test: (client: pg.Client) => Promise<void>) {
  const database = await createDatabase();
  const client = new pg.Client({ connectionString: database.url });
  try {
    await client.connect();
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    let isWritten = false;
    for (const folder of readdirSync(MIGRATIONS).sort()) {
      const [date, name] = /^(\d+)_(.+)$/.exec(folder)?.slice(1) ?? [];
      if (!date) continue;
      if (name === migration) {
        await client.query(rows);
        isWritten = true;
      }
      await client.query(readFileSync(`${MIGRATIONS}/${folder}/migration.sql`, 'utf8'));
    }
    if (!isWritten) throw new Error(`There is no migration called ${migration}.`);
    await test(client);
  } finally {
    await client.end();
    await database.drop();
  }
}
