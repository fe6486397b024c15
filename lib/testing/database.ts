import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { APPLICATION } from '#server/postgres/application.ts';

export const TEMPLATE = 'template_tokenhub';

/**
 * Creates an empty, migrated database for one test file, for tests that read all rows or damage some.
 * Tests that only create their own account use the shared one of `DATABASE_URL`.
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
  /** A superuser's address, for actions the application is not allowed. */
  adminUrl: string;
  drop(): Promise<void>;
}

function addressIn(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** The copy is owned by the application's role, like its content. */
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
