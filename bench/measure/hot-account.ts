import type { Parts } from '../parts.ts';
import type { Row } from './bench.ts';
import type { HotAccountFigures } from './hot-account-worker.ts';
import { onFreshDatabase } from './on-fresh-database.ts';

export interface HotAccount {
  /** One round for each number of callers. */
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
