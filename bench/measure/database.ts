import { join } from 'node:path';
import { migrate } from '#lib/db/migrate.ts';
import { startTemporaryCluster } from '#server/postgres/temporary.ts';
import { startScript, stopChild } from '../child.ts';
import type { Parts } from '../parts.ts';
import type { Row } from './bench.ts';
import type { HotAccountFigures } from './hot-account-worker.ts';
import type { SignInTimes } from './sign-in-worker.ts';
import type { ViewFigures } from './usage-worker.ts';

/** Runs a script of this folder on its own PostgreSQL, which syncs to disk, and returns its message. */
async function onFreshDatabase<News>(parts: Parts, script: string, args: readonly number[]): Promise<News> {
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

/** Time of a refused sign-in for each kind of address, and how often a known one took longer than an unknown one. */
export async function measureSignIn(parts: Parts, { tries }: { tries: number }): Promise<Row[]> {
  const kinds = await onFreshDatabase<SignInTimes[]>(parts, 'sign-in-worker.ts', [tries]);
  const unknown = kinds[0]?.times ?? [];
  return kinds.map(({ kind, times }) => ({
    target: kind,
    figures: { 'p50 ms': median(times), 'slower than unknown': shareSlower(times, unknown) },
    failed: 0,
    failure: null,
  }));
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

/** The share of all pairs in which `times` has the longer one: a half when the two are indistinguishable. */
function shareSlower(times: readonly number[], others: readonly number[]): number {
  let pairs = 0;
  for (const time of times) for (const other of others) pairs += time > other ? 1 : time === other ? 0.5 : 0;
  return pairs / (times.length * others.length);
}

/** Queries of the pages of usage and logs, for one account with so many requests in thirty days. */
export async function measureUsage(parts: Parts, { rows }: { rows: number }): Promise<Row[]> {
  const views = await onFreshDatabase<ViewFigures[]>(parts, 'usage-worker.ts', [rows]);
  return views.map(({ view, ...figures }) => ({ target: view, figures, failed: 0, failure: null }));
}

interface HotAccount {
  /** Numbers of callers, each measured in a round. */
  callers: readonly number[];
  windowMs: number;
}

/** Holds placed and settled on one account through the ledger, each durable in a PostgreSQL that syncs to disk. */
export async function measureHotAccount(parts: Parts, { callers, windowMs }: HotAccount): Promise<Row[]> {
  const rounds = await onFreshDatabase<HotAccountFigures[]>(parts, 'hot-account-worker.ts', [windowMs, ...callers]);
  return rounds.map(({ callers: count, ...figures }) => ({
    target: `${count} callers`,
    figures,
    failed: 0,
    failure: null,
  }));
}
