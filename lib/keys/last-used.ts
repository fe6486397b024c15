import 'server-only';
import { pool } from '#lib/db/pool.ts';

const AT_MOST_EVERY_MS = 60_000;
const COLLECT_MS = 5_000;

const waiting = new Map<string, Date>();
let timer: NodeJS.Timeout | undefined;

/** Records the use of a key, at most once a minute, for a later batched write. */
export function noteUse(key: { id: string; lastUsedAt: Date | null }, now: Date): void {
  if (key.lastUsedAt && now.getTime() - key.lastUsedAt.getTime() < AT_MOST_EVERY_MS) return;
  key.lastUsedAt = now;
  waiting.set(key.id, now);
  timer ??= setTimeout(() => void writeUses(), COLLECT_MS).unref();
}

/** Writes the recorded uses. A failure is ignored: the last use is informative only. */
export async function writeUses(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  if (waiting.size === 0) return;
  const uses = [...waiting].sort(([a], [b]) => (a < b ? -1 : 1)); // the same order in all processes prevents deadlocks
  waiting.clear();
  await pool()
    .query(WRITE, [uses.map(([id]) => id), uses.map(([, at]) => at)])
    .catch(() => {});
}

// Another process may have written the same minute.
const WRITE = `
  UPDATE api_key SET last_used_at = used.at
  FROM unnest($1::text[], $2::timestamptz[]) AS used (id, at)
  WHERE api_key.id = used.id AND (last_used_at IS NULL OR last_used_at <= used.at - interval '1 minute')`;
