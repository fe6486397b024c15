import 'server-only';
import { ledger } from '#lib/billing/ledger/ledger.ts';
import { startLedgerUpkeep } from '#lib/billing/ledger/upkeep.ts';
import { publicUrl } from '#lib/config/env.ts';
import { closePool } from '#lib/db/pool.ts';
import { AppError } from '#lib/errors.ts';
import { startKeyWatch } from '#lib/keys/watch.ts';
import { log } from '#lib/log.ts';
import { type Call, openCall } from './call.ts';
import { CORS_HEADERS, preflight } from './cors.ts';
import type { GatewayReply, GatewayRequest } from './exchange.ts';
import { toErrorReply } from './openai/error.ts';
import { checkReadiness, type Readiness } from './readiness.ts';
import { route } from './routes.ts';

/** The API, behind whichever door. */
export interface Gateway {
  /** Answers every request below `/api/v1`; it never throws. */
  handle(request: GatewayRequest): Promise<GatewayReply>;
  /** Begins the work that goes on beside requests: heartbeat, sweeping of orphaned holds, watching for changed keys. */
  start(): Promise<void>;
  /** From now on new requests get 503; running ones go on. */
  drain(): void;
  /** Writes down what is still in memory and closes the database. */
  close(): Promise<void>;
  readiness(): Promise<Readiness>;
}

const RETRY_AFTER_RESTART_SECONDS = 5;
/** An answer is for one caller, and is what it says it is. */
const ANSWER_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
const DOCS_URL = `${publicUrl}/en/docs`;

export function createGateway(): Gateway {
  let isDraining = false;
  const running: (() => Promise<void>)[] = [];
  return {
    handle: (request) => handle(request, isDraining),
    start: async () => {
      running.push(await startLedgerUpkeep(), await startKeyWatch());
    },
    drain: () => {
      isDraining = true;
    },
    close: async () => {
      await Promise.all(running.splice(0).map((stop) => stop()));
      await ledger().close();
      await closePool();
    },
    readiness: checkReadiness,
  };
}

async function handle(request: GatewayRequest, isDraining: boolean): Promise<GatewayReply> {
  if (request.method === 'OPTIONS') return preflight(request.header('access-control-request-headers'));
  const call = openCall();
  Object.assign(call.headers, ANSWER_HEADERS, request.header('origin') !== undefined && CORS_HEADERS);
  try {
    if (isDraining) throw shuttingDown();
    return await route(request, call);
  } catch (error) {
    // What a caller who hung up left undone is no failure of ours, and nobody reads the reply.
    if (!(error instanceof AppError || request.signal.aborted)) {
      log.error({ err: error, requestId: call.requestId }, 'a request failed for a reason of our own');
    }
    return toFailureReply(error, call);
  }
}

function toFailureReply(error: unknown, call: Call): GatewayReply {
  const { status, headers, body } = toErrorReply(error, { requestId: call.requestId, docsBaseUrl: DOCS_URL });
  return { status, headers: { ...call.headers, ...headers }, body };
}

const shuttingDown = (): AppError =>
  new AppError('shutting_down', 'This server is restarting. Please retry.', {
    retryAfterSeconds: RETRY_AFTER_RESTART_SECONDS,
  });
