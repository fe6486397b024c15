import type { Parts } from '../parts.ts';
import type { Row } from './bench.ts';
import { onFreshDatabase } from './on-fresh-database.ts';
import type { ViewFigures } from './usage-worker.ts';

/** What the pages of usage and logs ask the database, of one account with so many requests in thirty days. */
export async function measureUsage(parts: Parts, { rows }: { rows: number }): Promise<Row[]> {
  const views = await onFreshDatabase<ViewFigures[]>(parts, 'usage-worker.ts', [rows]);
  return views.map(({ view, ...figures }) => ({ target: view, figures, failed: 0, failure: null }));
}
