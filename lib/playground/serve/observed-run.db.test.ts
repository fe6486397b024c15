import { beforeEach, expect, it } from 'vitest';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { openContext } from '#lib/gateway/core/context.ts';
import { readAnswer, toRequest } from '#lib/testing/ask.ts';
import { customer, gateway } from '#lib/testing/gateway-suite.ts';
import { balanceOf, receiptOf, toNano } from '#lib/testing/receipts.ts';

const ASKED = {
  model: 'claude-haiku-4-5',
  max_tokens: 50,
  messages: [{ role: 'user', content: 'sandbox: say Hello' }],
};

beforeEach(() => gateway.useSandbox());

/** Imported lazily, because these modules read the environment, which the gateway of these tests sets. */
const serve = async () => ({
  ...(await import('./payer.ts')),
  ...(await import('./ending.ts')),
  ...(await import('./observed-run.ts')),
  ...(await import('./event-stream.ts')),
  ...(await import('#lib/gateway/estimate-chat.ts')),
});

/** Builds the input of a run by the customer, as the routes do. */
async function inputOf(chosen: string, body: object, signal = new AbortController().signal) {
  const { findPayer } = await serve();
  const context = openContext();
  const player = { accountId: customer.accountId, account: { id: customer.accountId, suspendedAt: null } };
  const payer = await findPayer(player as CurrentUser, chosen, { clientIp: '', now: context.startedAt });
  const asked = { request: toRequest({ secret: '', body, signal }), context, payer, userId: 'user_1' };
  return { context, payer, asked };
}

async function streamOf(chosen: string, body: object) {
  const { startRun, readEnding, toEventStream } = await serve();
  const { context, payer, asked } = await inputOf(chosen, body);
  const run = await startRun(asked);
  const events = toEventStream({
    ...{ run, elapsedMs: context.elapsedMs, onFailure: () => {} },
    readEnding: () => readEnding(payer, context.requestId),
  });
  return { requestId: context.requestId, events };
}

async function textOf(events: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of events) text += piece;
  return text;
}

it('a run with a key holds, charges what its receipt says, and never more than was estimated', async () => {
  const before = (await balanceOf(gateway, customer)).available;
  const { asked } = await inputOf(customer.keyId, ASKED);
  const { replyEstimate, streamedChat } = await serve();
  const { principal } = asked.payer;
  const estimate = await readAnswer(await replyEstimate({ ...asked, principal, dialect: streamedChat }));
  expect((await balanceOf(gateway, customer)).held).toBe(0n);
  const { requestId, events } = await streamOf(customer.keyId, ASKED);
  const text = await textOf(events);
  expect(text).toContain('event: settled');
  expect(text).toContain('message_start');
  const { available, held } = await balanceOf(gateway, customer);
  const receipt = await receiptOf(gateway, customer, requestId);
  expect(toNano(receipt.cost_usd)).toBe(before - available);
  expect(receipt.held_usd).toBe(estimate.json.at_most_usd);
  expect(before - available).toBeLessThanOrEqual(BigInt(estimate.json.at_most_nano_usd));
  expect(held).toBe(0n);
});

it.each([
  ['before the first word', 'event:'],
  ['in the middle', 'word1'],
])('leaving %s charges the output so far, and no hold remains', async (_, last) => {
  const before = (await balanceOf(gateway, customer)).available;
  const content = 'sandbox: repeat 40\nsandbox: hang-after 20\nsandbox: slow chunks=40 delay=1ms';
  const { requestId, events } = await streamOf(customer.keyId, { ...ASKED, messages: [{ role: 'user', content }] });
  let text = '';
  while (!text.includes(last)) text += (await events.next()).value;
  await events.return();
  const { available, held } = await balanceOf(gateway, customer);
  expect(held).toBe(0n);
  const receipt = await receiptOf(gateway, customer, requestId);
  expect(receipt.cancelled).toBe(true);
  expect(toNano(receipt.cost_usd)).toBe(before - available);
});

it('the sandbox charges and records nothing, and states the price with a live key', async () => {
  const before = await balanceOf(gateway, customer);
  const { events } = await streamOf('sandbox', ASKED);
  const text = await textOf(events);
  expect(text).toMatch(/\\"cost\\":0\.0\d+/);
  expect(text).not.toContain('event: settled');
  expect(await balanceOf(gateway, customer)).toEqual(before);
});

it('a rejected request fails before any event, and costs nothing', async () => {
  const { asked } = await inputOf(customer.keyId, { ...ASKED, model: 'no-such-model' });
  const { startRun } = await serve();
  await expect(startRun(asked)).rejects.toMatchObject({ code: 'model_not_found' });
  expect((await balanceOf(gateway, customer)).held).toBe(0n);
});
