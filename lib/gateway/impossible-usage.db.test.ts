import { describe, expect, it } from 'vitest';
import { WAYS } from '#lib/testing/failures.ts';
import { customer, gateway } from '#lib/testing/gateway-suite.ts';
import { balanceOf, receiptOf, toNano, usageOf } from '#lib/testing/receipts.ts';
import { GREETING_MESSAGE, streamEvents } from '#lib/testing/upstream-answers.ts';
import { answerOf, asksForStream, streamReply, wholeReply } from '#lib/testing/upstream-faults.ts';

const ask = (body: object) => gateway.ask({ secret: customer.secret, body });

/** `Hello`, and `Grüße 👋`: four letters and spaces at 0.2 tokens, ü and ß at 0.45, an emoji at 1.8, rounded up. */
const PROMPT_TOKENS = 1;
const ANSWER_TOKENS = 4;

describe('a report of tokens that cannot be (A13)', () => {
  const message = JSON.parse(GREETING_MESSAGE);
  const whole = (usage: object) => wholeReply(JSON.stringify({ ...message, usage }));
  const streamed = (usage: object) =>
    streamReply([
      streamEvents.start.replace(/"usage":\{[^}]*\}/, `"usage":${JSON.stringify(usage)}`),
      ...answerOf('Grüße 👋').slice(1, -2),
      `data: ${JSON.stringify({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage })}\n\n`,
      streamEvents.stop,
    ]);

  it.each([
    ['is missing', {}],
    ['is null', { input_tokens: 9, output_tokens: null }],
    ['is below zero', { input_tokens: 9, output_tokens: -4 }],
    ['is a text', { input_tokens: 9, output_tokens: '12' }],
    ['is a fraction', { input_tokens: 9, output_tokens: 1.5 }],
    ['is more than the books can hold', { input_tokens: 9, output_tokens: 5_000_000_000 }],
    ['is astronomic', { input_tokens: 9, output_tokens: 1e18 }],
  ])('because it %s is replaced by an estimate, and marked so, however the answer came', async (_name, usage) => {
    gateway.script((request) => (asksForStream(request) ? streamed(usage) : whole(usage)));
    const answers = [
      await ask(WAYS.whole),
      await ask(WAYS.gathered),
      await ask({ ...WAYS.streamed, stream_options: { include_usage: true } }),
    ];
    const input = 'input_tokens' in usage ? 9 : PROMPT_TOKENS;
    const cost = BigInt(input) * 3_000n + BigInt(ANSWER_TOKENS) * 15_000n;
    for (const row of await usageOf(gateway, customer)) {
      expect(row).toMatchObject({ cost, is_estimated: true, output_tokens: ANSWER_TOKENS, input_tokens: input });
      expect(await receiptOf(gateway, customer, row.request_id)).toMatchObject({ is_estimated: true });
    }
    for (const { json, chunks } of answers) {
      expect((json ?? chunks.at(-1)).usage).toMatchObject({
        prompt_tokens: input,
        completion_tokens: ANSWER_TOKENS,
        cost: Number(cost) / 1e9,
      });
    }
  });

  it.each([WAYS.whole, WAYS.streamed])('because it exceeds the hold costs the amount held (A12)', async (body) => {
    gateway.script((request) => {
      const usage = { input_tokens: 9, output_tokens: 2_000 };
      return asksForStream(request) ? streamed(usage) : whole(usage);
    });
    expect(await ask(body)).toMatchObject({ status: 200, error: null });
    const [row] = await usageOf(gateway, customer);
    expect(row.cost).toBe(row.held);
    expect(row.cost + row.absorbed).toBe(9n * 3_000n + 2_000n * 15_000n);
    expect((await balanceOf(gateway, customer)).available).toBe(toNano('10') - row.cost);
  });
});
