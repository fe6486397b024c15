import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { env } from '#lib/config/env.ts';
import { type KeyCache, keyCache } from './cache.ts';
import { writeUses } from './last-used.ts';

const HEARTBEAT_MS = 500;
const ANSWER_MS = 400; // detects a dead connection within a second, the longest time a revoked key may work
const CONNECT_MS = 2_000;
const RECONNECT_MS = 500;

/**
 * Evicts keys from the cache when they or their account change; database triggers announce the changes.
 * While the connection is down, the cache trusts its entries for a second only.
 * @returns a function that stops the watch; resolved after the first attempt to connect
 */
export async function startKeyWatch(cache: KeyCache = keyCache): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  let tried = () => {};
  const firstTry = new Promise<void>((resolve) => {
    tried = resolve;
  });
  const watching = keepWatching(cache, stopping.signal, tried);
  await firstTry;
  return async () => {
    stopping.abort();
    await watching;
    await writeUses();
  };
}

async function keepWatching(cache: KeyCache, signal: AbortSignal, tried: () => void): Promise<void> {
  while (!signal.aborted) {
    await watchOnce(cache, signal, tried).catch(() => {}); // a lost connection is normal: the next iteration reconnects
    tried();
    await rest(RECONNECT_MS, signal);
  }
}

/** Listens on a connection of its own until the connection is lost or the watch stops. */
async function watchOnce(cache: KeyCache, signal: AbortSignal, listening: () => void): Promise<void> {
  const client = connectionFor(cache);
  try {
    await client.connect();
    await client.query('LISTEN key_changed');
    cache.clear(); // earlier changes were not announced to this connection
    cache.isWatched = true;
    listening();
    while (!signal.aborted) {
      await rest(HEARTBEAT_MS, signal);
      await client.query('SELECT 1');
    }
  } finally {
    cache.isWatched = false;
    await Promise.race([client.end().catch(() => {}), rest(ANSWER_MS)]);
  }
}

function connectionFor(cache: KeyCache): pg.Client {
  const client = new pg.Client({
    connectionString: env.DATABASE_URL,
    application_name: 'tokenhub keys',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
  });
  client.on('notification', ({ payload }) => cache.forget(payload ?? ''));
  client.on('error', () => {
    cache.isWatched = false;
  });
  return client;
}

const rest = (ms: number, signal?: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal, ref: false }).catch(() => {});
