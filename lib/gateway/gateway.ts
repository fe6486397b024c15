import 'server-only';
import { ledger } from '#lib/billing/ledger/ledger.ts';
import { startLedgerUpkeep } from '#lib/billing/ledger/upkeep.ts';
import { contentStored } from '#lib/content/store.ts';
import { closePool, pool } from '#lib/db/pool.ts';
import { AppError } from '#lib/errors.ts';
import { startKeyWatch } from '#lib/keys/watch.ts';
import { limitStoreReady } from '#lib/rate-limit/store/open.ts';
import { openContext } from './core/context.ts';
import { toFailureReply } from './core/failure-reply.ts';
import { CORS_HEADERS, preflight } from './cors.ts';
import type { GatewayReply, GatewayRequest } from './http.ts';
import { dialectOf, route } from './routes.ts';

/** The API, behind either adapter. */
export interface Gateway {
  /** Answers every request below `/api/v1`; it never throws. */
  handle(request: GatewayRequest): Promise<GatewayReply>;
  /** Starts the background work: heartbeat, sweeping of orphaned holds, watching for changed keys. */
  start(): Promise<void>;
  /** From now on new requests get 503; running ones go on. */
  drain(): void;
  /** Writes what is still in memory, and closes the database. */
  close(): Promise<void>;
  readiness(): Promise<Readiness>;
}

const RETRY_AFTER_RESTART_SECONDS = 5;

export function createGateway(): Gateway {
  let isDraining = false;
  const running: (() => Promise<void>)[] = [];
  return {
    handle: (request) => handle(request, isDraining),
    start: async () => {
      running.push(await startLedgerUpkeep(), await startKeyWatch());
      await limitStoreReady();
    },
    drain: () => {
      isDraining = true;
    },
    close: async () => {
      await Promise.all(running.splice(0).map((stop) => stop()));
      await ledger().close();
      await contentStored();
      await closePool();
    },
    readiness: checkReadiness,
  };
}

async function handle(request: GatewayRequest, isDraining: boolean): Promise<GatewayReply> {
  if (request.method === 'OPTIONS') return preflight(request.header('access-control-request-headers'));
  const context = openContext(request);
  const dialect = dialectOf(request.url);
  if (request.header('origin') !== undefined) Object.assign(context.headers, CORS_HEADERS);
  try {
    if (isDraining) throw shuttingDown();
    return await route(request, context);
  } catch (error) {
    return toFailureReply(error, { context, signal: request.signal, dialect });
  }
}

const shuttingDown = (): AppError =>
  new AppError('shutting_down', 'This server is restarting. Please retry.', {
    retryAfterSeconds: RETRY_AFTER_RESTART_SECONDS,
  });

/** Whether requests can be served now, and the state of each dependency. */
interface Readiness {
  ready: boolean;
  checks: Record<string, string>;
}

/** The outbox fills only while the database is away; older entries should have been settled since. */
const OUTBOX_ALARM = 1_000;

async function checkReadiness(): Promise<Readiness> {
  const pending = ledger().outbox.pending().length;
  const database = await pool()
    .query('SELECT 1')
    .then(() => 'ok')
    .catch(() => 'unreachable');
  const outbox = pending < OUTBOX_ALARM ? 'ok' : `${pending} settlements are waiting`;
  return { ready: database === 'ok' && outbox === 'ok', checks: { database, outbox } };
}
