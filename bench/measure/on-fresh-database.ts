import { join } from 'node:path';
import { migrate } from '#lib/db/migrate.ts';
import { startTemporaryCluster } from '#server/postgres/temporary.ts';
import { startScript, stopChild } from '../child.ts';
import type { Parts } from '../parts.ts';

/** What a script beside this file tells of its work on a PostgreSQL of its own, which syncs to disk. */
export async function onFreshDatabase<News>(parts: Parts, script: string, args: readonly number[]): Promise<News> {
  const cluster = parts.keep(await startTemporaryCluster({}));
  try {
    await cluster.provide('tokenhub');
    const url = cluster.url('tokenhub');
    await migrate(url);
    const { child, news } = await startScript<News>(join(import.meta.dirname, script), {
      args: args.map(String),
      env: { DATABASE_URL: url, DATA_DIR: parts.subfolder(script), LOG_LEVEL: 'warn' },
    });
    await stopChild(child);
    return news;
  } finally {
    await cluster.stop();
  }
}
