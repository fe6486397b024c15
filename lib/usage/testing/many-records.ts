import { randomUUID } from 'node:crypto';
import type { Prisma } from '#lib/db/generated/client.ts';
import { newId } from '#lib/id.ts';

/** Pseudo-random numbers, the same in every run. */
function* noise(): Generator<number> {
  for (let state = 42; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

const OUTCOMES = ['completed', 'completed', 'completed', 'refused', 'client_aborted', 'failed'] as const;
const TAGS = [[], ['team=search'], ['env=prod', 'team=search'], ['env=dev', 'team=ads']];

const SESSIONS = [null, null, 'run-1', 'run-2'];

/** Records with all combinations of filter values, spread over a period, some exactly on the hour. */
export function manyRecords(
  { accountId, keyIds }: { accountId: string; keyIds: readonly string[] },
  { from, to, count }: { from: number; to: number; count: number },
): Prisma.UsageRecordCreateManyInput[] {
  const numbers = noise();
  const random = () => numbers.next().value as number;
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  return Array.from({ length: count }, (_, index) => {
    const outcome = oneOf(OUTCOMES);
    const isFailed = outcome === 'failed';
    const model = oneOf(['claude-sonnet-4-6', 'claude-opus-4-8']);
    const cost = isFailed ? 0n : BigInt(Math.floor(random() * 1e6));
    const at = from + Math.floor(random() * (to - from));
    return {
      requestId: newId('request'),
      accountId,
      keyId: oneOf(keyIds),
      mode: 'live',
      requestedModel: model,
      model,
      upstreamId: `msg_${randomUUID()}`,
      outcome,
      statusCode: isFailed ? oneOf([400, 429, 502]) : 200,
      errorCode: isFailed ? 'upstream_error' : null,
      isStreamed: random() < 0.5,
      inputTokens: Math.floor(random() * 1_000),
      cacheWrite5mTokens: Math.floor(random() * 100),
      cacheWrite1hTokens: Math.floor(random() * 100),
      cacheReadTokens: Math.floor(random() * 1_000),
      outputTokens: Math.floor(random() * 500),
      priceId: 'many@1',
      held: cost,
      cost,
      tags: oneOf(TAGS),
      sessionId: oneOf(SESSIONS),
      firstTokenMs: random() < 0.5 ? Math.floor(random() * 900) : null,
      durationMs: Math.floor(random() * 20_000),
      settledAt: new Date(index % 10 === 0 ? at - (at % 3_600_000) : at),
    };
  });
}
