import OpenAI, { APIError } from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { createCustomer } from './fixtures/operator.ts';
import { expect, test } from './fixtures/test.ts';

/** The official client with only its base URL changed, against the public server. */
const MODEL = 'anthropic/claude-sonnet-4-6';
const said = (content: string) => [{ role: 'user' as const, content }];

const clientFor = (baseURL: string, apiKey: string, fetch?: typeof globalThis.fetch) =>
  new OpenAI({ baseURL, apiKey, ...(fetch && { fetch }) });

/** Counts the client's requests, including its retries. */
function countingFetch() {
  const counter = {
    requests: 0,
    fetch: (async (...args) => {
      counter.requests += 1;
      return fetch(...args);
    }) as typeof globalThis.fetch,
  };
  return counter;
}

test('creates a completion, and the balance falls by exactly its cost', async ({ api }) => {
  const { secret } = await createCustomer({ usd: '1' });
  const client = clientFor(api, secret);
  const { data: completion, response } = await client.chat.completions
    .create({ model: MODEL, messages: said('sandbox: say Hello') })
    .withResponse();
  expect(completion).toMatchObject({
    object: 'chat.completion',
    model: MODEL,
    choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: 'Hello' } }],
  });
  const cost = response.headers.get('x-tokenhub-cost') ?? '';
  const credits = await fetch(`${api}/credits`, { headers: { authorization: `Bearer ${secret}` } }).then((reply) =>
    reply.json(),
  );
  expect(credits.data).toMatchObject({ total_credits: 1, total_usage: Number(cost) });
  const receipt = await fetch(`${api}/generations/${completion.id}`, {
    headers: { authorization: `Bearer ${secret}` },
  }).then((reply) => reply.json());
  expect(receipt.data).toMatchObject({ outcome: 'completed', cost_usd: cost });
});

test('streams, with usage and cost in the last chunk', async ({ api, customer }) => {
  const stream = await clientFor(api, customer.secret).chat.completions.create({
    model: MODEL,
    messages: said('sandbox: repeat 50'),
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  let last: OpenAI.ChatCompletionChunk | undefined;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? '';
    last = chunk;
  }
  expect(text.split(' ').length).toBeGreaterThanOrEqual(50);
  expect(last).toMatchObject({
    choices: [],
    usage: { completion_tokens: expect.any(Number), cost: expect.any(Number) },
  });
});

test('runs a tool loop', async ({ api, customer }) => {
  const calls: string[] = [];
  const runner = clientFor(api, customer.secret).chat.completions.runTools({
    model: MODEL,
    messages: said('sandbox: tool get_weather {"city":"Berlin"}'),
    tools: [
      {
        type: 'function',
        function: {
          name: 'get_weather',
          description: 'The current weather in a city',
          parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
          parse: JSON.parse,
          function: ({ city }: { city: string }) => {
            calls.push(city);
            return `18 °C in ${city}`;
          },
        },
      },
    ],
  });
  expect(await runner.finalContent()).toContain('18 °C in Berlin');
  expect(calls).toEqual(['Berlin']);
});

test('parses structured output', async ({ api, customer }) => {
  const Book = z.object({ title: z.string(), year: z.number().int() });
  const completion = await clientFor(api, customer.secret).chat.completions.parse({
    model: MODEL,
    messages: said('Invent a book.'),
    response_format: zodResponseFormat(Book, 'book'),
  });
  expect(Book.safeParse(completion.choices[0]?.message.parsed).success).toBe(true);
});

test('aborts a stream and is billed for what was produced', async ({ api }) => {
  const { secret } = await createCustomer({ usd: '1' });
  const stream = await clientFor(api, secret).chat.completions.create({
    model: MODEL,
    messages: said('sandbox: slow chunks=200 delay=20ms'),
    stream: true,
  });
  let id = '';
  for await (const chunk of stream) {
    id = chunk.id;
    if (chunk.choices[0]?.delta.content) break;
  }
  stream.controller.abort();
  const receipt = async () => {
    const reply = await fetch(`${api}/generations/${id}`, { headers: { authorization: `Bearer ${secret}` } });
    return reply.status === 200 ? (await reply.json()).data : { outcome: reply.status };
  };
  await expect.poll(async () => (await receipt()).outcome).toBe('client_aborted');
  expect(Number((await receipt()).cost_usd)).toBeGreaterThan(0);
});

test('does not retry when the balance is empty', async ({ api }) => {
  const { secret } = await createCustomer({ usd: '0' });
  const counter = countingFetch();
  const failure = await clientFor(api, secret, counter.fetch)
    .chat.completions.create({ model: MODEL, messages: said('Hi') })
    .catch((error) => error);
  expect(failure).toBeInstanceOf(APIError);
  expect(failure).toMatchObject({ status: 402, code: 'insufficient_credit' });
  expect(counter.requests).toBe(1);
});

test('does not retry errors that only the operator can fix', async ({ api, customer }) => {
  const counter = countingFetch();
  const client = clientFor(api, customer.secret, counter.fetch);
  const failure = await client.chat.completions
    .create({ model: MODEL, messages: said('sandbox: error 401') })
    .catch((error) => error);
  expect(failure).toMatchObject({ status: 503, code: 'upstream_unavailable' });
  expect(counter.requests).toBe(1);
});

test('retries an overloaded upstream when the response says so, and gets an answer', async ({ api, customer }) => {
  const counter = countingFetch();
  const client = clientFor(api, customer.secret, counter.fetch);
  // The gateway's three attempts fail within the client's first request.
  const messages = said('sandbox: error 529 times=3\nsandbox: say At last');
  const completion = await client.chat.completions.create({ model: MODEL, messages });
  expect(completion.choices[0]?.message.content).toBe('At last');
  expect(counter.requests).toBe(2);
});

test('reads an error inside a stream as an error', async ({ api, customer }) => {
  const stream = await clientFor(api, customer.secret).chat.completions.create({
    model: MODEL,
    // Slow, because a failure before the first word was sent would be retried.
    messages: said('sandbox: slow chunks=200 delay=5ms\nsandbox: error-after 100'),
    stream: true,
  });
  const reading = (async () => {
    for await (const _ of stream);
  })();
  await expect(reading).rejects.toThrow(/overloaded/i);
});

test('lists and retrieves models', async ({ api, customer }) => {
  const client = clientFor(api, customer.secret);
  const ids = (await client.models.list()).data.map(({ id }) => id);
  expect(ids).toContain('anthropic/claude-opus-4-7');
  expect(await client.models.retrieve('anthropic/claude-haiku-4-5')).toMatchObject({
    id: 'anthropic/claude-haiku-4-5',
    object: 'model',
  });
});
