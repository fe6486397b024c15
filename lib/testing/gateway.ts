import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { Violation } from '#lib/billing/ledger/invariants.ts';
import type { Gateway } from '#lib/gateway/gateway.ts';
import { createUpstream, type UpstreamAlarm } from '#lib/gateway/providers/upstream.ts';
import { startSandbox } from '#lib/sandbox/server.ts';
import { type ApiCall, type HttpAnswer, readAnswer, toRequest } from './ask.ts';
import { createDatabase } from './database.ts';
import type { Customer, CustomerWishes } from './factories.ts';
import {
  type RecordedRequest,
  type Script,
  scriptedProvider,
  startScriptedUpstream,
  type UpstreamWishes,
} from './scripted-upstream.ts';

/** A complete gateway in this process, with its own database and upstreams that the test controls. */
export interface TestGateway extends Gateway {
  pool: pg.Pool;
  alarms: UpstreamAlarm[];
  createCustomer(wishes?: CustomerWishes): Promise<Customer>;
  addKey(accountId: string, wishes?: object): Promise<{ keyId: string; secret: string }>;
  /** Sends a request as a client would, and reads the response completely. */
  ask(question: ApiCall): Promise<HttpAnswer>;
  /** Makes this script the upstream of live keys, with new circuit breakers. Returns the requests it receives. */
  script(script: Script, wishes?: UpstreamWishes): RecordedRequest[];
  /** Makes the sandbox the upstream of live keys, with new circuit breakers. */
  useSandbox(wishes?: UpstreamWishes): void;
  /** The faults in the books: broken invariants, and holds without a running request. */
  findFaults(): Promise<(Violation | { id: 'open hold'; requestId: string })[]>;
}

/** The operator's key, which must never be exposed. */
export const UPSTREAM_KEY = 'sk-ant-api03-CANARY-upstream-key';

const TIMEOUTS = { connectMs: 2_000, firstByteMs: 5_000, idleMs: 5_000, totalMs: 20_000 };

/**
 * Opens a test gateway. The gateway's modules read the environment when they are imported, so a test file calls this
 * first, and statically imports only modules that do not read it.
 */
export async function openTestGateway(environment: Record<string, string> = {}): Promise<TestGateway> {
  const [database, sandbox] = await Promise.all([createDatabase(), startSandbox({ sleep: async () => {} })]);
  const folder = mkdtempSync(join(tmpdir(), 'tokenhub-gateway-'));
  let script: Script = () => 'hang';
  const server = await startScriptedUpstream((request, index) => script(request, index));
  Object.assign(process.env, {
    ...{ DATABASE_URL: database.url, DATA_DIR: folder, APP_SECRET: 'a secret for tests, long enough to be one' },
    ...{ ANTHROPIC_API_KEY: UPSTREAM_KEY, ANTHROPIC_BASE_URL: server.url, TOKENHUB_SANDBOX_URL: sandbox.url },
    // Tests send more requests per second than customers per minute.
    ...{ REQUESTS_PER_MINUTE: '1000000', TOKENS_PER_MINUTE: '1000000000' },
    ...environment,
  });
  const [{ createGateway }, { replaceLiveUpstream }, factories, books] = await Promise.all([
    import('#lib/gateway/gateway.ts'),
    import('#lib/gateway/routing.ts'),
    import('./factories.ts'),
    openBooks(),
  ]);
  const gateway = createGateway();
  await gateway.start();
  const alarms: UpstreamAlarm[] = [];
  const closing: (() => Promise<void>)[] = [];

  function connect(baseUrl: string, { remembersFailures, ...options }: UpstreamWishes = {}): void {
    const upstream = createUpstream({
      ...{
        provider: scriptedProvider('anthropic', remembersFailures),
        baseUrl,
        keys: [UPSTREAM_KEY],
        timeouts: TIMEOUTS,
      },
      // Retries without waiting: the full-jitter back-off becomes zero.
      ...{ random: () => 0, onAlarm: (alarm: UpstreamAlarm) => alarms.push(alarm) },
      ...options,
    });
    closing.push(() => upstream.close());
    replaceLiveUpstream(upstream);
  }

  return {
    ...gateway,
    ...{ alarms, ...books, createCustomer: factories.createCustomer, addKey: factories.addKey },
    ask: async (question) => readAnswer(await gateway.handle(toRequest(question))),
    script: (next, wishes) => {
      const received: RecordedRequest[] = [];
      script = (request) => next(request, received.push(request) - 1);
      connect(server.url, wishes);
      return received;
    },
    useSandbox: (wishes) => connect(sandbox.url, wishes),
    close: async () => {
      await Promise.all(closing.map((close) => close()));
      await gateway.close();
      await Promise.all([server.close(), sandbox.close()]);
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openBooks(): Promise<Pick<TestGateway, 'pool' | 'findFaults'>> {
  const [{ pool }, { checkInvariants }, { syncPrices }, { CATALOG }] = await Promise.all([
    import('#lib/db/pool.ts'),
    import('#lib/billing/ledger/invariants.ts'),
    import('#lib/billing/ledger/sync-prices.ts'),
    import('#lib/models/catalog.ts'),
  ]);
  await syncPrices(CATALOG);
  return {
    pool: pool(),
    findFaults: async () => {
      const { rows } = await pool().query<{ requestId: string }>('SELECT request_id AS "requestId" FROM hold');
      return [...(await checkInvariants(pool())), ...rows.map((row) => ({ id: 'open hold' as const, ...row }))];
    },
  };
}
