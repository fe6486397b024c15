import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startTemporaryCluster, type TemporaryCluster } from '#server/postgres/temporary.ts';

const TEMPLATE = 'template_tokenhub';
const SHARED = 'tokenhub';

/** One PostgreSQL for all database tests: a migrated template to copy from, and a shared database made from it. */
export default async function setUp(_project: TestProject) {
  const cluster = await startTemporaryCluster();
  try {
    await createTemplate(cluster);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  process.env.DATABASE_URL = cluster.url(SHARED);
  process.env.LOG_LEVEL = 'silent';
  return cluster.stop;
}

async function createTemplate(cluster: TemporaryCluster): Promise<void> {
  const admin = new pg.Client({ connectionString: cluster.url('postgres') });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await promisify(execFile)(process.execPath, ['--conditions=react-server', 'prisma/apply-migrations.ts'], {
    env: { ...process.env, DATABASE_URL: cluster.url(TEMPLATE) },
  });
  await admin.query(`CREATE DATABASE ${SHARED} TEMPLATE ${TEMPLATE}`);
  await admin.end();
}
