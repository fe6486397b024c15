import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toRequest } from '#lib/testing/ask.ts';
import { everythingIn } from '#lib/testing/everything.ts';
import type { Customer } from '#lib/testing/factories.ts';
import { openTestGateway, type TestGateway, UPSTREAM_KEY } from '#lib/testing/gateway.ts';
import { GREETING_MESSAGE } from '#lib/testing/upstream-answers.ts';
import { answerOf, asksForStream, errorReply, streamReply, wholeReply } from '#lib/testing/upstream-faults.ts';

const WORDS = {
  prompt: 'CANARY-prompt-7f3a',
  system: 'CANARY-system-91bc',
  tool: 'CANARY-tool-result-22de',
  name: 'CANARY-end-user-0a1b@example.com',
  answer: 'CANARY-answer-5c6d',
};

let gateway: TestGateway;
let customer: Customer;
const lines: string[] = [];
beforeAll(async () => {
  gateway = await openTestGateway({ LOG_LEVEL: 'debug' });
  const { log } = await import('#lib/log.ts');
  log.level = 'trace';
  Reflect.set(log, pino.symbols.streamSym, { write: (line: string) => lines.push(line) });
  customer = await gateway.createCustomer();
});
afterAll(() => gateway.close());

const body = {
  model: 'claude-sonnet-4-6',
  messages: [
    { role: 'system', content: WORDS.system },
    { role: 'user', content: WORDS.prompt },
    { role: 'assistant', tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }] },
    { role: 'tool', tool_call_id: 'call_1', content: WORDS.tool },
  ],
  tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } }],
  safety_identifier: WORDS.name,
};

/** Makes requests that end in every possible way. */
async function live(): Promise<void> {
  const ask = (more: object = {}) => gateway.ask({ secret: customer.secret, body: { ...body, ...more } });
  const echo = `messages: ${WORDS.prompt} is refused`;
  for (const stream of [false, true]) {
    gateway.script((request) =>
      asksForStream(request)
        ? streamReply(answerOf(WORDS.answer))
        : wholeReply(GREETING_MESSAGE.replace('Grüße', WORDS.answer)),
    );
    await ask({ stream });
    gateway.script(() => errorReply({ status: 400, type: 'invalid_request_error', message: echo }));
    await ask({ stream });
    gateway.script(() => errorReply({ status: 401, message: `${echo} ${UPSTREAM_KEY}` }));
    await ask({ stream });
    gateway.script(() => streamReply([...answerOf(WORDS.answer).slice(0, 3), `data: {"${WORDS.answer}\n\n`]));
    await ask({ stream });
    await ask({ stream, model: `gpt-${WORDS.prompt}` });
    await ask({ stream, [WORDS.prompt]: 1, temperature: WORDS.prompt });
  }
  await gateway.ask({ secret: customer.secret, body: `{"messages": ${WORDS.prompt}` });
  await gateway.ask({ secret: `${customer.secret}x`, body });
  await gateway.ask({ url: `/api/v1/models?key=${customer.secret}`, method: 'GET' });
  await gateway.ask({ url: `/api/v1/${customer.secret}`, secret: customer.secret, body });
  gateway.script(() => 'hang');
  await gateway.handle(toRequest({ secret: customer.secret, body, signal: AbortSignal.abort() }));
  await failInside();
}

/** Fails with a bug of our own whose error quotes the customer's text. */
async function failInside(): Promise<void> {
  const request = toRequest({ secret: customer.secret, body });
  const answer = await gateway.handle({
    ...request,
    get body(): never {
      throw Object.assign(new Error(`no body for ${customer.secret}`), { prompt: WORDS.prompt });
    },
  });
  expect(answer.status).toBe(500);
  expect(answer.body).not.toMatch(/CANARY|th-live-/);
}

it('neither prompts, answers, end users’ names nor keys reach the database or a log (G20, F23)', async () => {
  await live();
  const kept = await everythingIn(gateway.pool);
  expect(kept).toContain(customer.accountId);
  expect(lines.join('')).toContain('a request failed for a reason of our own');
  for (const text of [kept, lines.join('')]) {
    for (const word of [...Object.values(WORDS), customer.secret, customer.secret.slice(8, 40), UPSTREAM_KEY]) {
      expect(text).not.toContain(word);
    }
  }
});
