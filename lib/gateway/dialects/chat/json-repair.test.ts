import { expect, it } from 'vitest';
import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import type { MessagesResponse } from '#lib/gateway/messages/response.ts';
import { translateResponse } from './answer/whole.ts';
import { PLAIN_ANSWER } from './answer-plan.ts';
import { repeatFor } from './json-repair.ts';

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

function repair(said: MessagesResponse, json: 'object' | 'text' = 'object') {
  const plan = { ...PLAIN_ANSWER, json };
  return repeatFor(translateResponse(said, { head, plan }), said, { plan, body });
}

it.each(['{"a":1}', 'Here: {"a":1} and more', '{}'])('leaves %j alone', (text) => {
  expect(repair(saying(text))).toBeNull();
});

it.each(['No.', '{"a":', '[1]', '"text"', ''])('asks once more after %j', (text) => {
  expect(repair(saying(text))?.body).toMatchObject({ model: body.model, max_tokens: body.max_tokens });
});

it('sends upstream its own first answer, and no empty turn', () => {
  const roles = (text: string) => repair(saying(text))?.body.messages.map(({ role }) => role);
  expect(roles('No.')).toEqual(['user', 'assistant', 'user']);
  expect(roles(' ')).toEqual(['user', 'user']);
});

it.each(['max_tokens', 'refusal', 'stop_sequence'] as const)(
  'leaves an answer alone that says itself why it is none: %s',
  (reason) => {
    expect(repair(saying('{"a":', reason))).toBeNull();
  },
);

it('leaves answers alone that need not be an object', () => {
  expect(repair(saying('No.'), 'text')).toBeNull();
});

it('says that the second answer is no JSON either, and that the request is free', () => {
  const failure = repair(saying('No.'))?.failure;
  expect(failure).toMatchObject({ code: 'upstream_error', message: expect.stringContaining('not charged') });
});
