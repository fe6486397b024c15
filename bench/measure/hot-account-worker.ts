import 'server-only';
import { createUser } from '#lib/accounts/create.ts';
import { personalAccountId } from '#lib/accounts/queries.ts';
import { creditAccount } from '#lib/billing/credit.ts';
import { ledger } from '#lib/billing/ledger/ledger.ts';
import { nanoUsd } from '#lib/billing/money.ts';
import { newId } from '#lib/id.ts';
import { createKey } from '#lib/keys/create.ts';
import { createKeyInput } from '#lib/keys/schema.ts';
import type { UsageRecordInput } from '#lib/usage/record.ts';

/** One account under so many concurrent callers: pairs of hold and settlement per second, and the time of a pair. */
export interface HotAccountFigures {
  callers: number;
  'pairs/s': number;
  'p50 ms': number;
  'p99 ms': number;
}

const WARM_UP_MS = 1_000;
const CREDIT = nanoUsd(1_000_000_000_000_000n);
const HELD = nanoUsd(2_680_000n);
const COST = nanoUsd(920_000n);
const PRICE_ID = 'bench';

process.once('disconnect', () => process.exit());
const [windowMs = 0, ...callers] = process.argv.slice(2).map(Number);
const payer = await createPayer();
await run(callers[0] ?? 1, WARM_UP_MS);
const figures: HotAccountFigures[] = [];
for (const count of callers) figures.push(await run(count, windowMs));
await ledger().close();
process.send?.(figures);

async function createPayer(): Promise<{ accountId: string; keyId: string }> {
  const accountId = personalAccountId(await createUser({ email: 'hot@example.com', password: null }));
  await creditAccount({ accountId, amount: CREDIT, kind: 'grant', cause: 'grant:bench', reason: null, actorId: null });
  const { key } = await createKey(accountId, createKeyInput.parse({ name: 'hot' }));
  return { accountId, keyId: key.id };
}

async function run(count: number, forMs: number): Promise<HotAccountFigures> {
  const times: number[] = [];
  const start = performance.now();
  const call = async () => {
    while (performance.now() - start < forMs) {
      const began = performance.now();
      await pair();
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: count }, call));
  const seconds = (performance.now() - start) / 1_000;
  times.sort((a, b) => a - b);
  const quantile = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { callers: count, 'pairs/s': times.length / seconds, 'p50 ms': quantile(0.5), 'p99 ms': quantile(0.99) };
}

async function pair(): Promise<void> {
  const requestId = newId('request');
  const placed = await ledger().placeHold({ ...payer, requestId, priceId: PRICE_ID, amount: HELD });
  if (!placed.placed) throw new Error(`A hold was refused: ${placed.reason}`);
  const { charged } = await ledger().settle({ ...payer, requestId, cost: COST, usage: usageOf(requestId) });
  if (charged !== COST) throw new Error(`Charged ${charged} instead of ${COST}.`);
}

function usageOf(requestId: string): UsageRecordInput {
  return {
    ...payer,
    requestId,
    mode: 'live',
    requestedModel: 'anthropic/claude-haiku-4-5',
    model: 'claude-haiku-4-5',
    upstreamId: 'msg_01BenchBenchBenchBench',
    outcome: 'completed',
    statusCode: 200,
    errorCode: null,
    finishReason: 'stop',
    discardedUsage: null,
    stopReason: 'end_turn',
    isStreamed: false,
    isEstimated: false,
    inputTokens: 120,
    cacheWrite5mTokens: 0,
    cacheWrite1hTokens: 0,
    cacheReadTokens: 0,
    outputTokens: 160,
    reasoningTokens: 0,
    upstreamUsage: { input_tokens: 120, output_tokens: 160 },
    priceId: PRICE_ID,
    remainderPico: 0,
    endUser: null,
    metadata: null,
    adjustments: [],
    attempts: 1,
    firstTokenMs: null,
    durationMs: 12,
    createdAt: new Date(),
  };
}
