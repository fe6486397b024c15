import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { APPLICATION } from '#server/postgres/application.ts';

/** Migrated, to copy from. */
export const TEMPLATE = 'template_tokenhub';

/**
 * A database of the test's own, empty and migrated, on the tests' server: for tests that look at all rows or break some.
 * Tests that only make their own account share the one behind `DATABASE_URL`.
 */
export async function createDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env.TEST_ADMIN_URL ?? '';
  const name = `test_${randomBytes(6).toString('hex')}`;
  await copyDatabase(adminUrl, name);
  return {
    url: addressIn(process.env.DATABASE_URL ?? '', name),
    adminUrl: addressIn(adminUrl, name),
    drop: () => administer(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

export interface TestDatabase {
  url: string;
  /** For what the application may not do. */
  adminUrl: string;
  drop(): Promise<void>;
}

function addressIn(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** The copy belongs to the application, as what is in it does. */
export const copyDatabase = (adminUrl: string, name: string): Promise<void> =>
  administer(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} OWNER ${APPLICATION}`);

async function administer(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
