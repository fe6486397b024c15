import { join } from 'node:path';
import { migrate } from '#lib/db/migrate.ts';
import { startTemporaryCluster } from '#server/postgres/temporary.ts';
import { startScript, stopChild } from '../child.ts';
import type { Parts } from '../parts.ts';
import type { Row } from './bench.ts';
import type { HotAccountFigures } from './hot-account-worker.ts';

export interface HotAccount {
  /** One round for each number of callers. */
  callers: readonly number[];
  windowMs: number;
}

/** Holds placed and settled on one account through the ledger, each durable in a PostgreSQL that syncs to disk. */
export async function measureHotAccount(parts: Parts, { callers, windowMs }: HotAccount): Promise<Row[]> {
  const cluster = parts.keep(await startTemporaryCluster({}));
  try {
    await cluster.provide('tokenhub');
    const url = cluster.url('tokenhub');
    await migrate(url);
    const { child, news } = await startScript<HotAccountFigures[]>(join(import.meta.dirname, 'hot-account-worker.ts'), {
      args: [String(windowMs), ...callers.map(String)],
      env: { DATABASE_URL: url, DATA_DIR: parts.subfolder('ledger'), LOG_LEVEL: 'warn' },
    });
    await stopChild(child);
    return news.map(({ callers: count, ...figures }) => ({
      target: `${count} callers`,
      figures,
      failed: 0,
      failure: null,
    }));
  } finally {
    await cluster.stop();
  }
}
