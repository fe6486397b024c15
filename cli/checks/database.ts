import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findServing } from '#lib/billing/ledger/process.ts';
import { pool } from '#lib/db/pool.ts';
import { getJobsState } from '#lib/jobs/queries.ts';
import { ROOT } from '#server/folders.ts';
import { type Check, Finding } from './check.ts';

export const databaseCheck: Check = {
  name: 'database',
  async run() {
    const { rows } = await pool().query<{ server_version: string }>('SHOW server_version');
    return `PostgreSQL ${rows[0]?.server_version}`;
  },
};

export const migrationsCheck: Check = {
  name: 'migrations',
  async run() {
    const expected = readdirSync(join(ROOT, 'prisma/migrations'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const applied = await readApplied();
    const missing = expected.filter((name) => !applied.has(name));
    if (missing.length) throw new Finding(`not applied: ${missing.join(', ')}. They are applied when TokenHub starts.`);
    return `all ${expected.length} applied`;
  },
};

async function readApplied(): Promise<Set<string>> {
  const { rows: tables } = await pool().query(`SELECT to_regclass('_prisma_migrations') AS name`);
  if (tables[0]?.name === null) return new Set();
  const { rows } = await pool().query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Set(rows.map((row) => row.migration_name));
}

export const jobsCheck: Check = {
  name: 'jobs',
  async run() {
    const [{ givenUp, late }, [row]] = await Promise.all([getJobsState(), findServing(pool())]);
    const problems = givenUp.map(({ kind, count, error }) => `${count} of ${kind} given up (${error})`);
    // While no process runs, due work may wait.
    if (late > 0 && row?.is_serving) problems.push(`${late} due for over ten minutes: does the portal run?`);
    if (problems.length > 0) throw new Finding(problems.join('; '));
    return 'mails and regular work are up to date';
  },
};
