import 'server-only';
import type { AttemptReason } from '#lib/db/generated/enums.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';

/** One finished call to a provider. Milliseconds count from its request's arrival. */
export interface UpstreamAttempt {
  provider: string;
  /** The number of the operator's key, from 1. */
  keyNumber: number;
  /** The reason of the call; null for the first. */
  reason: AttemptReason | null;
  startedMs: number;
  /** The first event of a stream, or the complete response. */
  answeredMs: number | null;
  endedMs: number;
  /** The class of the failure, which may reveal the operator's account: `toShownFailure` maps it for customers. */
  failure: string | null;
  statusCode: number | null;
}

interface Calls {
  requestId: string;
  attempts: readonly UpstreamAttempt[];
}

const insertAttempts = statement(
  'usage_attempts',
  `INSERT INTO upstream_attempt (request_id, number, provider, key_number, reason, started_ms, answered_ms, ended_ms, failure, status_code)
   SELECT a."requestId", a.number, a.provider, a."keyNumber", a.reason, a."startedMs", a."answeredMs", a."endedMs", a.failure, a."statusCode"
   FROM json_to_recordset($1::json) AS a ("requestId" text, number smallint, provider text, "keyNumber" smallint, reason "AttemptReason",
     "startedMs" int, "answeredMs" int, "endedMs" int, failure text, "statusCode" int)
   ON CONFLICT DO NOTHING`,
);

export interface AttemptWriter {
  /** Queues the calls of a finished request for writing in the background. */
  keep(requestId: string, attempts: readonly UpstreamAttempt[]): void;
  /** Writes all queued calls. It never throws. */
  flush(): Promise<void>;
}

/** Long enough for a busy process to batch many writes. */
const GATHERING_MS = 250;
/** While the database is unavailable, further calls are dropped. */
const MOST_WAITING = 20_000;

export function createAttemptWriter(
  database: Database,
  onError: (error: unknown, count: number) => void,
): AttemptWriter {
  let waiting: Calls[] = [];
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const calls = waiting;
    waiting = [];
    const rows = calls.flatMap(({ requestId, attempts }) =>
      attempts.map((attempt, index) => ({ requestId, number: index + 1, ...attempt })),
    );
    if (rows.length === 0) return;
    await insertAttempts(database, [JSON.stringify(rows)]).catch((error: unknown) => onError(error, calls.length));
  }

  return {
    keep(requestId, attempts) {
      if (attempts.length === 0 || waiting.length >= MOST_WAITING) return;
      waiting.push({ requestId, attempts });
      timer ??= setTimeout(flush, GATHERING_MS).unref();
    },
    flush,
  };
}

const selectAttempts = statement<UpstreamAttempt>(
  'usage_attempts_of',
  `SELECT a.provider, a.key_number AS "keyNumber", a.reason, a.started_ms AS "startedMs", a.answered_ms AS "answeredMs",
     a.ended_ms AS "endedMs", a.failure, a.status_code AS "statusCode"
   FROM upstream_attempt a JOIN usage_record u USING (request_id)
   WHERE a.request_id = $2 AND u.account_id = $1 ORDER BY a.number`,
);

/** The calls of one request of the account, in their order. */
export const listAttempts = (accountId: string, requestId: string): Promise<UpstreamAttempt[]> =>
  selectAttempts(pool(), [accountId, requestId]);
