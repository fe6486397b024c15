import { afterAll, beforeAll, expect, it } from 'vitest';
import { SAMPLE_TOPICS, type SampleTopic } from '#lib/samples/read.ts';
import { readSampleRequest } from '#lib/samples/request.ts';
import { contentOf, writtenCost } from '#lib/testing/ask.ts';
import { openTestGateway, type TestGateway } from '#lib/testing/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openTestGateway();
});
afterAll(() => gateway.close());

let visitors = 0;
const newAddress = () => `198.51.100.${++visitors}`;
const run = (sample: string, more: object = {}) =>
  gateway.ask({ url: `/api/v1/demo/${sample}`, clientIp: newAddress(), ...more });

it.each(SAMPLE_TOPICS)('streams the %s sample to a visitor, with its tokens and its price', async (topic) => {
  const answer = await run(topic);
  expect(answer).toMatchObject({ status: 200, isDone: true, error: null });
  expect(answer.chunks.at(-1).usage.total_tokens).toBeGreaterThan(0);
  expect(Number(writtenCost(answer.text))).toBeGreaterThan(0);
});

it('never reaches the live upstream, charges no account and stores nothing', async () => {
  const received = gateway.script(() => 'hang');
  await run('streaming');
  const { rows } = await gateway.pool.query(
    'SELECT (SELECT count(*) FROM usage_record) + (SELECT count(*) FROM ledger_entry) + (SELECT count(*) FROM hold) AS n',
  );
  expect([received, rows, await gateway.findFaults()]).toEqual([[], [{ n: 0n }], []]);
});

it('gives the same answer and the same usage as a test key gets', async () => {
  gateway.useSandbox();
  const { secret } = await gateway.createCustomer();
  const body = readSampleRequest('streaming');
  const [visitor, customer] = await Promise.all([run('streaming'), gateway.ask({ secret, body })]);
  expect(contentOf(visitor)).toBe(contentOf(customer));
  expect(visitor.chunks.at(-1).usage).toEqual(customer.chunks.at(-1).usage);
});

it.each(['chat', 'streaming'] as const)('is foretold to the word and the token: %s', async (topic) => {
  const { foretellDemo } = await import('./demo-sample.ts');
  const { text, tokens } = foretellDemo(topic);
  const answer = await run(topic);
  expect(contentOf(answer)).toBe(text);
  expect(answer.chunks.at(-1).usage).toMatchObject({ prompt_tokens: tokens.input, completion_tokens: tokens.output });
});

it('reads only the name of a sample, and ignores the body', async () => {
  const body = { ...readSampleRequest('chat' satisfies SampleTopic), messages: [{ role: 'user', content: 'CANARY' }] };
  const answer = await run('chat', { body });
  expect(contentOf(answer)).toBe(contentOf(await run('chat')));
});

it.each(['nothing', 'constructor', '__proto__'])('knows no sample called %s', async (name) => {
  expect((await run(name)).error).toMatchObject({ code: 'not_found', message: expect.stringContaining('streaming') });
});

it('lets an address run twenty samples a minute, and then says when to retry', async () => {
  const clientIp = newAddress();
  const statuses: number[] = [];
  for (let count = 0; count < 21; count++) {
    const leaving = AbortSignal.abort(); // the limit counts runs, not their outcomes
    statuses.push((await run('chat', { clientIp, signal: leaving })).status);
  }
  expect(statuses.indexOf(429)).toBe(20);
  const { error, headers } = await run('chat', { clientIp });
  expect(error).toMatchObject({ code: 'rate_limit_exceeded', message: expect.stringContaining('test key') });
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect((await run('nothing')).status).toBe(404);
});
