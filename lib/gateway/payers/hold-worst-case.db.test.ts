import { describe, expect, it } from 'vitest';
import { nanoUsd, toUsd } from '#lib/billing/money.ts';
import { gateway } from '#lib/testing/gateway-suite.ts';
import { balanceOf, receiptOf, toNano } from '#lib/testing/receipts.ts';
import type { RecordedRequest, ScriptedReply } from '#lib/testing/scripted-upstream.ts';
import { GREETING_MESSAGE } from '#lib/testing/upstream-answers.ts';
import { errorReply, wholeReply } from '#lib/testing/upstream-faults.ts';

const isCount = ({ path }: RecordedRequest) => path === '/v1/messages/count_tokens';
const pathsOf = (received: RecordedRequest[]) => received.map(({ path }) => path.slice('/v1/'.length));

/** Scripts an upstream that answers every message, and reports this token count for every prompt, or this failure. */
function counting(tokens: number | ScriptedReply): RecordedRequest[] {
  const count = typeof tokens === 'number' ? wholeReply(JSON.stringify({ input_tokens: tokens })) : tokens;
  return gateway.script((request) => (isCount(request) ? count : wholeReply(GREETING_MESSAGE)));
}

const pdf = {
  type: 'file',
  file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${Buffer.from('%PDF-1.7').toString('base64')}` },
};
const withContent = (content: unknown) => ({
  model: 'claude-haiku-4-5',
  max_tokens: 100,
  messages: [{ role: 'user', content }],
});
const withPdf = withContent([pdf, { type: 'text', text: 'What does it say?' }]);
/** 20,000 bytes, at most as many tokens. */
const withText = withContent('word '.repeat(4_000));
/** The amount held for so many tokens of input, and the 100 of output. */
const toHold = (tokens: number) => toUsd(nanoUsd(BigInt(tokens) * 1_000n + 100n * 5_000n));

async function ask(usd: string, body: object) {
  const customer = await gateway.createCustomer({ usd });
  const answer = await gateway.ask({ secret: customer.secret, body });
  return { answer, customer };
}

/** Expects one count, one answer, and this hold. */
async function expectCounted(
  usd: string,
  body: object,
  { tokens, held }: { tokens: number; held: number },
): Promise<void> {
  const received = counting(tokens);
  const { answer, customer } = await ask(usd, body);
  expect(answer.status).toBe(200);
  expect(pathsOf(received)).toEqual(['messages/count_tokens', 'messages']);
  expect((await receiptOf(gateway, customer, answer.json.id)).held_usd).toBe(toHold(held));
}

describe('a PDF, which may be long however few its bytes,', () => {
  it('is counted upstream first, and a tenth more than the count is held', () =>
    expectCounted('1', withPdf, { tokens: 150_000, held: 165_000 }));

  it('is refused when the count is a nano-dollar more than the balance covers', async () => {
    const received = counting(150_000);
    expect((await ask('0.1655', withPdf)).answer.status).toBe(200);
    received.length = 0;
    const { answer, customer } = await ask('0.165499999', withPdf);
    expect(answer).toMatchObject({ status: 402, error: { code: 'insufficient_credit' } });
    expect(answer.error.tokenhub.needed_usd).toBe(toHold(165_000));
    expect(pathsOf(received)).toEqual(['messages/count_tokens']);
    expect((await balanceOf(gateway, customer)).held).toBe(0n);
  });

  it('is not counted for a customer whose credit is used up', async () => {
    const received = counting(10);
    expect((await ask('0.0005', withPdf)).answer).toMatchObject({
      status: 402,
      error: { code: 'insufficient_credit' },
    });
    expect(received).toEqual([]);
  });

  it('is never held for more than the context window', async () => {
    counting(199_000);
    const { answer, customer } = await ask('1', withPdf);
    expect((await receiptOf(gateway, customer, answer.json.id)).held_usd).toBe(toHold(200_000));
  });

  it.each([
    ['fails', errorReply({ status: 529 })],
    ['makes no sense', wholeReply('{}')],
  ])('fills the context window when counting %s, once, and no breaker opens', async (_, reply) => {
    const received = counting(reply);
    for (let turn = 0; turn < 8; turn++) {
      const { answer, customer } = await ask('1', withPdf);
      expect((await receiptOf(gateway, customer, answer.json.id)).held_usd).toBe(toHold(200_000));
    }
    expect(received.filter(isCount)).toHaveLength(8);
    const { answer } = await ask('0.15', withPdf);
    expect(answer.status).toBe(402);
    expect(received.filter(isCount)).toHaveLength(9);
  });
});

describe('a text whose bytes are too many for the balance', () => {
  it('is counted, and answered when its tokens are not', () =>
    expectCounted('0.01', withText, { tokens: 4_000, held: 4_400 }));

  it('is refused with the counted cost when that is too much as well', async () => {
    const received = counting(10_000);
    const { answer } = await ask('0.01', withText);
    expect(answer).toMatchObject({ status: 402, error: { tokenhub: { needed_usd: toHold(11_000) } } });
    expect(pathsOf(received)).toEqual(['messages/count_tokens']);
  });

  it('is not counted when not even an eighth of them would fit', async () => {
    const received = counting(10);
    const { answer } = await ask('0.002', withText);
    expect(answer.status).toBe(402);
    expect(received).toEqual([]);
  });

  it('is counted for a key whose cap is too small, too', async () => {
    counting(4_000);
    const customer = await gateway.createCustomer();
    const capped = await gateway.addKey(customer.accountId, { capTotal: '0.01' });
    expect(await gateway.ask({ secret: capped.secret, body: withText })).toMatchObject({ status: 200 });
  });
});

it('where upstream does not count, exactly the cost by size suffices, and a nano-dollar less does not', async () => {
  counting(errorReply({ status: 529 }));
  const { answer } = await ask('0', withText);
  const needed = toNano(answer.error.tokenhub.needed_usd);
  expect((await ask(toUsd(nanoUsd(needed)), withText)).answer.status).toBe(200);
  expect((await ask(toUsd(nanoUsd(needed - 1n)), withText)).answer).toMatchObject({
    status: 402,
    error: { code: 'insufficient_credit' },
  });
});

it('a request whose cost by size is covered is not counted', async () => {
  const received = counting(1);
  const { answer } = await ask('1', withText);
  expect(answer.status).toBe(200);
  expect(pathsOf(received)).toEqual(['messages']);
});

it('asks in the form that upstream counts, with all that the model reads', async () => {
  gateway.useSandbox();
  const tool = { type: 'function', function: { name: 'look', parameters: { type: 'object', properties: {} } } };
  const { messages } = withText;
  const body = {
    ...{ model: 'claude-haiku-4-5', max_tokens: 100, temperature: 0.5, stop: ['x'], user: 'u', tools: [tool] },
    messages: [{ role: 'system', content: 'Be brief.' }, ...messages],
    response_format: { type: 'json_object' },
  };
  const { answer, customer } = await ask('0.01', body);
  expect(answer.status).toBe(200);
  const { held_usd, lines } = await receiptOf(gateway, customer, answer.json.id);
  const [{ tokens }] = lines;
  const repeated = 100 + 128; // a JSON object may be asked for once more, after the first answer
  expect(held_usd).toBe(toHold(Math.ceil(tokens * 1.1) + repeated));
});
