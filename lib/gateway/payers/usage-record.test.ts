import { beforeAll, expect, it, vi } from 'vitest';
import { aChat, aPrincipal } from '#lib/testing/orders.ts';
import { openCall } from '../core/context.ts';
import type { Order } from '../core/prepare.ts';
import { NOTHING_USED, type Result, toUsageRecord } from './usage-record.ts';

let order: Order;
beforeAll(async () => {
  vi.stubEnv('TOKENHUB_SANDBOX_URL', 'http://127.0.0.1:9');
  vi.stubEnv('APP_SECRET', 'a secret for tests, long enough to be one');
  const { toOrder } = await import('../core/prepare.ts');
  const chat = aChat({
    ...{ model: 'claude-opus-4.7', stream: true, user: 'jane', metadata: { team: 'a' }, temperature: 0.5 },
    messages: [{ role: 'user', content: 'a secret plan' }],
  });
  order = await toOrder(chat, aPrincipal(), openCall());
});

const completed: Result = {
  ...NOTHING_USED,
  ...{ outcome: 'completed', statusCode: 200, errorCode: null, attempts: 2, firstTokenMs: 5, upstreamId: 'msg_1' },
  tokens: { input: 1, cacheWrite5m: 2, cacheWrite1h: 3, cacheRead: 4, output: 5 },
};

it('keeps who asked for what, and what it took', () => {
  expect(toUsageRecord(order, completed, 7)).toMatchObject({
    requestId: order.call.requestId,
    ...{ accountId: 'acct_1', keyId: 'key_1', mode: 'live', isStreamed: true, remainderPico: 7, attempts: 2 },
    ...{ requestedModel: 'claude-opus-4.7', model: 'claude-opus-4-7', priceId: order.priceId },
    ...{ inputTokens: 1, cacheWrite5mTokens: 2, cacheWrite1hTokens: 3, cacheReadTokens: 4, outputTokens: 5 },
    ...{ endUser: 'jane', metadata: { team: 'a' }, adjustments: ['temperature=dropped'] },
  });
});

it('keeps nothing of what was said', () => {
  expect(JSON.stringify(toUsageRecord(order, completed))).not.toContain('secret plan');
});

it('says null where nothing was said, as the database does', () => {
  const { chat, ...rest } = order;
  const plain = { ...rest, chat: { ...chat, user: undefined, metadata: undefined, stream: null } };
  expect(toUsageRecord(plain, completed)).toMatchObject({ endUser: null, metadata: null, isStreamed: false });
});
