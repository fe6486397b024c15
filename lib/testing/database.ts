import { randomBytes } from 'node:crypto';
import pg from 'pg';

/**
 * A database of the test's own, empty and migrated, on the tests' server: for tests that look at all rows or break some.
 * Tests that only make their own account share the one behind `DATABASE_URL`.
 */
export async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const shared = new URL(process.env.DATABASE_URL ?? '');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(shared, `CREATE DATABASE ${name} TEMPLATE template_tokenhub`);
  const url = new URL(shared);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(shared, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function administer(shared: URL, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: shared.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
