import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { env } from '#lib/config/env.ts';

const CONNECT_AGAIN_MS = 1_000;
const CONNECT_MS = 2_000;

/**
 * Calls back when any process adds a job. Best effort: while the connection is lost, polling finds the job.
 * @returns a function that ends it
 */
export function listenForJobs(onJob: () => void): () => Promise<void> {
  const stopping = new AbortController();
  const listening = keepListening(onJob, stopping.signal);
  return () => {
    stopping.abort();
    return listening;
  };
}

async function keepListening(onJob: () => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await listenOnce(onJob, signal).catch(() => {}); // a lost connection is normal: the next iteration reconnects
    await pause(CONNECT_AGAIN_MS, undefined, { signal, ref: false }).catch(() => {});
  }
}

async function listenOnce(onJob: () => void, signal: AbortSignal): Promise<void> {
  const client = new pg.Client({
    connectionString: env.DATABASE_URL,
    application_name: 'tokenhub jobs',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  });
  const ended = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.once('end', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  client.on('notification', onJob);
  try {
    await client.connect();
    await client.query('LISTEN job_added');
    onJob(); // earlier jobs were not announced to this connection
    await ended;
  } finally {
    await client.end().catch(() => {});
  }
}
