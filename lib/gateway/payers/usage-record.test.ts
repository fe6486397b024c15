import { beforeAll, expect, it } from 'vitest';
import { aPrepared, aRequest } from '#lib/testing/requests.ts';
import { NOTHING_USED, type Outcome } from '../core/outcome.ts';
import type { PreparedRequest } from '../core/prepare.ts';
import { toUsageRecord } from './usage-record.ts';

let prepared: PreparedRequest;
beforeAll(async () => {
  const request = aRequest({
    ...{ model: 'claude-opus-4.7', stream: true, user: 'jane', metadata: { team: 'a' }, temperature: 0.5 },
    messages: [{ role: 'user', content: 'a secret plan' }],
  });
  prepared = await aPrepared(request);
});

const completed: Outcome = {
  ...NOTHING_USED,
  ...{ outcome: 'completed', statusCode: 200, errorCode: null, attempts: 2, firstTokenMs: 5, upstreamId: 'msg_1' },
  tokens: { input: 1, cacheWrite5m: 2, cacheWrite1h: 3, cacheRead: 4, output: 5 },
};

it('keeps key, model, usage and cost of a request', () => {
  expect(toUsageRecord(prepared, completed, 7)).toMatchObject({
    requestId: prepared.context.requestId,
    ...{ accountId: 'acct_1', keyId: 'key_1', mode: 'live', isStreamed: true, remainderPico: 7, attempts: 2 },
    ...{ requestedModel: 'claude-opus-4.7', model: 'claude-opus-4-7', priceId: prepared.priceId },
    ...{ inputTokens: 1, cacheWrite5mTokens: 2, cacheWrite1hTokens: 3, cacheReadTokens: 4, outputTokens: 5 },
    ...{ endUser: 'jane', metadata: { team: 'a' }, adjustments: ['temperature=dropped'] },
  });
});

it('keeps no content of prompt and answer', () => {
  expect(JSON.stringify(toUsageRecord(prepared, completed))).not.toContain('secret plan');
});

it('has null for absent values, as the database does', async () => {
  const plain = await aPrepared(aRequest({ user: null, stream: null }));
  expect(toUsageRecord(plain, completed)).toMatchObject({ endUser: null, metadata: null, isStreamed: false });
});
