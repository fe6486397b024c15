import { describe, expect, it, vi } from 'vitest';
import { readStream, toRequest } from '#lib/testing/ask.ts';
import { customer, gateway } from '#lib/testing/gateway-suite.ts';
import { balanceOf, receiptOf, toNano, usageOf } from '#lib/testing/receipts.ts';
import type { RecordedRequest } from '#lib/testing/scripted-upstream.ts';
import { answerOf, streamReply } from '#lib/testing/upstream-faults.ts';

const INPUT_RATE = 3_000n;
const OUTPUT_RATE = 15_000n;
const ABORTED_WITHIN_MS = 1_000;

const TEXTS = ['Once upon', ' a time there was', ' a fox.'];
const EVENTS = answerOf(...TEXTS);
const LONGER_THAN_WHOLE = 30_000; // tokens; upstream only streams so long an answer
const FIRST_TEXT = 2;
const FINAL_USAGE = EVENTS.length - 2;
const whole = { model: 'claude-sonnet-4-6', messages: [{ role: 'user', content: 'Tell me a story' }] };
const streamed = { ...whole, stream: true };

/** The price page's promise for an answer of which upstream has sent the first `count` events. */
function formula(count: number): { cost: bigint; isEstimated: boolean } {
  if (count === 0) return { cost: 0n, isEstimated: false };
  if (count > FINAL_USAGE) return { cost: 9n * INPUT_RATE + 4n * OUTPUT_RATE, isEstimated: false };
  const produced = TEXTS.slice(0, Math.max(0, count - FIRST_TEXT)).join('').length;
  const output = BigInt(Math.max(1, Math.ceil(produced / 5)));
  return { cost: 9n * INPUT_RATE + output * OUTPUT_RATE, isEstimated: true };
}

/** Starts an answer. Aborting is what the public server does when the customer's socket closes. */
async function begin(body: object) {
  const leaving = new AbortController();
  const reply = await gateway.handle(toRequest({ secret: customer.secret, body, signal: leaving.signal }));
  const pieces = (reply.body as AsyncIterable<string>)[Symbol.asyncIterator]();
  return {
    read: async () => (await pieces.next()).value as string,
    leave: async () => {
      leaving.abort();
      await pieces.return?.();
    },
  };
}

async function expectUpstreamClosed([request]: RecordedRequest[]): Promise<void> {
  const from = performance.now();
  await request?.closed;
  expect(performance.now() - from).toBeLessThan(ABORTED_WITHIN_MS);
}

/** Checks the exact charge in balance, row and receipt. */
async function expectCharged(expected: { cost: bigint; isEstimated: boolean }): Promise<void> {
  const [row, ...others] = await usageOf(gateway, customer);
  expect(others).toEqual([]);
  expect(row).toMatchObject({ outcome: 'client_aborted', error_code: 'client_closed' });
  expect({ cost: row.cost, isEstimated: row.is_estimated }).toEqual(expected);
  expect(await balanceOf(gateway, customer)).toEqual({ available: toNano('10') - expected.cost, held: 0n });
  const receipt = await receiptOf(gateway, customer, row.request_id);
  expect(toNano(receipt.cost_usd)).toBe(expected.cost);
  expect(receipt.cancelled).toBe(true);
}

/** Up to the last event, after which nothing can be stopped. */
const COUNTS = EVENTS.slice(1).map((_, index) => index + 1);

describe('a customer who hangs up after event', () => {
  /** A single write arrives in one read, so the gateway has seen exactly these events when the first piece is out. */
  const open = (count: number) =>
    gateway.script(() => streamReply([EVENTS.slice(0, count).join('')], { ending: 'hang' }));

  it.each(COUNTS)(
    '%i, while the gateway waits for them to read, pays for what was produced (B16, G6)',
    async (count) => {
      const received = open(count);
      const { read, leave } = await begin(streamed);
      await read();
      await leave();
      await expectCharged(formula(count));
      await expectUpstreamClosed(received);
    },
  );

  it.each(COUNTS)('%i, while upstream is silent, pays for the output so far (B16, G6)', async (count) => {
    const received = open(count);
    const { read, leave } = await begin(streamed);
    await read();
    const next = read();
    await leave();
    expect(await next).toBeUndefined();
    await expectCharged(formula(count));
    await expectUpstreamClosed(received);
  });

  it.each(COUNTS)('%i, without having read anything, pays the same', async (count) => {
    const received = open(count);
    const { leave } = await begin(streamed);
    await leave();
    await expectCharged(formula(count));
    await expectUpstreamClosed(received);
  });
});

describe.each([streamed, whole])('a customer who hangs up before the first event (B17)', (body) => {
  it('pays nothing, and upstream is cancelled', async () => {
    const leaving = new AbortController();
    const received = gateway.script(() => {
      leaving.abort();
      return 'hang';
    });
    await gateway.handle(toRequest({ secret: customer.secret, body, signal: leaving.signal }));
    await expectCharged(formula(0));
    await expectUpstreamClosed(received);
  });

  it('pays nothing when the request never reached upstream', async () => {
    const received = gateway.script(() => 'hang');
    await gateway.handle(toRequest({ secret: customer.secret, body, signal: AbortSignal.abort() }));
    expect(received).toEqual([]);
    await expectCharged(formula(0));
  });
});

it('a customer who hangs up on a whole answer pays nothing, however much of it upstream has produced', async () => {
  const leaving = new AbortController();
  const received = gateway.script(() => {
    setImmediate(() => leaving.abort());
    return streamReply([EVENTS.slice(0, FINAL_USAGE).join('')], { ending: 'hang' });
  });
  const body = { ...whole, max_tokens: LONGER_THAN_WHOLE };
  await gateway.handle(toRequest({ secret: customer.secret, body, signal: leaving.signal }));
  await expectCharged({ cost: 0n, isEstimated: false });
  await expectUpstreamClosed(received);
});

it('a caller that only stops reading, without an abort, stops upstream all the same', async () => {
  const received = gateway.script(() => streamReply([EVENTS.slice(0, 3).join('')], { ending: 'hang' }));
  const reply = await gateway.handle(toRequest({ secret: customer.secret, body: streamed }));
  for await (const piece of reply.body as AsyncIterable<string>) {
    expect(piece).toContain('Once upon');
    break;
  }
  await expectCharged(formula(3));
  await expectUpstreamClosed(received);
});

it('a customer who hangs up causes no error in the log', async () => {
  const { log } = await import('#lib/log.ts');
  const error = vi.spyOn(log, 'error');
  gateway.script(() => 'hang');
  await gateway.handle(toRequest({ secret: customer.secret, body: whole, signal: AbortSignal.abort() }));
  expect(error).not.toHaveBeenCalled();
  error.mockRestore();
});

it('a customer who hangs up in the middle of a tool call pays for the arguments so far', async () => {
  const [start = ''] = EVENTS;
  const call = { type: 'tool_use', id: 'toolu_1', name: 'search', input: {} };
  const piece = { type: 'input_json_delta', partial_json: '{"query":"foxes in folk tales' };
  const events = [
    start,
    `data: ${JSON.stringify({ type: 'content_block_start', index: 0, content_block: call })}\n\n`,
    `data: ${JSON.stringify({ type: 'content_block_delta', index: 0, delta: piece })}\n\n`,
  ];
  gateway.script(() => streamReply([events.join('')], { ending: 'hang' }));
  const tools = [{ type: 'function', function: { name: 'search', parameters: { type: 'object', properties: {} } } }];
  const { read, leave } = await begin({ ...streamed, tools });
  await read();
  await leave();
  // Its name and arguments: thirty letters and spaces at 0.2 tokens, five signs at 0.25.
  await expectCharged({ cost: 9n * INPUT_RATE + 8n * OUTPUT_RATE, isEstimated: true });
});

it('a customer who hangs up pays for hidden thinking, and for each script at its own rate', async () => {
  const [start = ''] = EVENTS;
  const text = '灯台守は誰とも話さない。';
  const events = [
    { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'A'.repeat(640) } },
    { type: 'content_block_stop', index: 0 },
    { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text } },
  ].map((event) => `data: ${JSON.stringify(event)}\n\n`);
  gateway.script(() => streamReply([start + events.join('')], { ending: 'hang' }));
  const { read, leave } = await begin({ ...streamed, reasoning: { effort: 'high', exclude: true } });
  expect(await read()).toContain(text);
  await leave();
  // 400 characters of signature are 300 bytes; twelve characters are 0.9 tokens each.
  await expectCharged({ cost: 9n * INPUT_RATE + 86n * OUTPUT_RATE, isEstimated: true });
});

it('a customer who hangs up before reading the end of a complete answer pays for all of it', async () => {
  gateway.script(() => streamReply([EVENTS.join('')]));
  const { read, leave } = await begin(streamed);
  await read();
  await leave();
  await expectCharged(formula(EVENTS.length));
});

it('a customer who leaves between the bill and the last byte has paid for the whole answer (A9)', async () => {
  gateway.script(() => streamReply(EVENTS));
  const { read, leave } = await begin(streamed);
  let text = '';
  while (!text.includes('[DONE]')) text += await read();
  await leave();
  expect(readStream(text).isDone).toBe(true);
  const [row] = await usageOf(gateway, customer);
  expect(row).toMatchObject({ outcome: 'completed', cost: formula(EVENTS.length).cost });
});

it('the bill is settled before the answer ends (A8)', async () => {
  gateway.script(() => streamReply(EVENTS));
  const { read } = await begin({ ...streamed, stream_options: { include_usage: true } });
  for (let piece = await read(); piece !== undefined; piece = await read()) {
    const rows = await usageOf(gateway, customer);
    expect(rows).toHaveLength(/"finish_reason":"|\[DONE\]/.test(piece) ? 1 : 0);
  }
});
