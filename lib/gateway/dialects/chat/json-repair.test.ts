import { expect, it, vi } from 'vitest';
import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import type { MessagesResponse } from '#lib/gateway/messages/response.ts';
import { translateResponse } from './answer/whole.ts';
import { PLAIN_ANSWER } from './answer-plan.ts';
import { ensureJsonObject, type WholeAnswer } from './json-repair.ts';

const head = { id: 'chatcmpl-1', created: 1, model: 'claude-haiku-4-5' };
const body: MessagesRequest = {
  model: 'claude-haiku-4-5',
  max_tokens: 64,
  messages: [{ role: 'user', content: [{ type: 'text', text: 'JSON, please' }] }],
};

const saying = (text: string, stop_reason: MessagesResponse['stop_reason'] = 'end_turn'): MessagesResponse => ({
  ...{ id: 'msg_1', model: 'claude-haiku-4-5', content: [{ type: 'text', text }], stop_reason, stop_details: null },
  usage: {
    ...{ input_tokens: 9, output_tokens: 4, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 },
    ...{ cache_creation: null, output_tokens_details: null, service_tier: null },
  },
});

const NO_BOUND = { textBytes: 0, images: 0, documents: 0, tools: 0, cacheTtl: 'none' } as const;

function repair(said: MessagesResponse, second = '{"a":1}', json: 'object' | 'text' = 'object') {
  const plan = { ...PLAIN_ANSWER, json };
  const read = (message: MessagesResponse, attempts: number): WholeAnswer => ({
    ...{ message, attempts, isEstimated: false, reported: message.usage, discarded: null },
    completion: translateResponse(message, { head, plan }),
  });
  const repeat = vi.fn(async (_: MessagesRequest) => read(saying(second), 1));
  const translated = { body, plan, adjustments: [], bound: NO_BOUND };
  const first = read(said, 2);
  return { repeat, first, answer: ensureJsonObject(first, { translated }, repeat) };
}

it.each(['{"a":1}', 'Here: {"a":1} and more', '{}'])('leaves %j alone', async (text) => {
  const { answer, first, repeat } = repair(saying(text));
  expect(await answer).toBe(first);
  expect(repeat).not.toHaveBeenCalled();
});

it.each(['No.', '{"a":', '[1]', '"text"', ''])('asks once more after %j', async (text) => {
  const { answer, repeat } = repair(saying(text));
  expect((await answer).completion.choices[0].message.content).toBe('{"a":1}');
  expect(repeat).toHaveBeenCalledOnce();
});

it('is billed for the answer that is delivered, and tells of both', async () => {
  const said = saying('No.');
  const usage = { ...said.usage, output_tokens: 70 };
  const { answer, repeat } = repair({ ...said, usage });
  expect(await answer).toEqual({ ...(await repeat.mock.results[0]?.value), attempts: 3, discarded: usage });
});

it('shows upstream what it said, and no empty turn', async () => {
  const roles = async (text: string) => {
    const { answer, repeat } = repair(saying(text));
    await answer;
    return repeat.mock.calls[0]?.[0].messages.map(({ role }) => role);
  };
  expect(await roles('No.')).toEqual(['user', 'assistant', 'user']);
  expect(await roles(' ')).toEqual(['user', 'user']);
});

it.each(['max_tokens', 'refusal', 'stop_sequence'] as const)(
  'leaves an answer alone that says itself why it is none: %s',
  async (reason) => {
    const { answer, first } = repair(saying('{"a":', reason));
    expect(await answer).toBe(first);
  },
);

it('leaves answers alone that need not be an object', async () => {
  const { answer, first } = repair(saying('No.'), '', 'text');
  expect(await answer).toBe(first);
});

it('fails when the second answer is none either', async () => {
  await expect(repair(saying('No.'), 'Still no.').answer).rejects.toMatchObject({ code: 'upstream_error' });
});
