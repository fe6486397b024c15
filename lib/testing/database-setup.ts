import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { startTemporaryCluster, type TemporaryCluster } from '#server/postgres/temporary.ts';
import { copyDatabase, TEMPLATE } from './database.ts';

const SHARED = 'tokenhub';

/** Starts one PostgreSQL for all database tests: a migrated template, and a shared database copied from it. */
export default async function setUp(_project: TestProject) {
  const cluster = await startTemporaryCluster();
  try {
    await createTemplate(cluster);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  process.env.DATABASE_URL = cluster.url(SHARED);
  process.env.TEST_ADMIN_URL = cluster.adminUrl('postgres');
  process.env.LOG_LEVEL = 'silent';
  return cluster.stop;
}

async function createTemplate(cluster: TemporaryCluster): Promise<void> {
  await cluster.provide(TEMPLATE);
  await promisify(execFile)(process.execPath, ['--conditions=react-server', 'prisma/apply-migrations.ts'], {
    env: { ...process.env, DATABASE_URL: cluster.url(TEMPLATE) },
  });
  await copyDatabase(cluster.adminUrl('postgres'), SHARED);
}
