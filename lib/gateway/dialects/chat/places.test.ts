import { describe, expect, it } from 'vitest';
import type { UpstreamFailure } from '#lib/gateway/messages/failure.ts';
import { findModel } from '#lib/models/find.ts';
import type { Model } from '#lib/models/model.ts';
import { placesIn } from './places.ts';
import { traceRequest, translateRequest } from './request/to-messages.ts';
import { parseChatRequest } from './schema/request.ts';
import { explain } from './testing/explain.ts';
import { assistant, call, fn, system, tool, user } from './testing/requests.ts';

/** Returns the error that the customer of `fields` reads when upstream refuses their request with `message`. */
function refused(fields: object, message: string, modelId = 'claude-sonnet-4-6') {
  const chat = parseChatRequest(JSON.parse(JSON.stringify({ model: modelId, messages: [user('Hi')], ...fields })));
  const model = findModel(modelId) as Model;
  const { body } = translateRequest(chat, { model });
  const places = placesIn({ chat, body, trace: () => traceRequest(chat, { model }) });
  const failure: UpstreamFailure = {
    ...{ kind: 'error', status: 400, type: 'invalid_request_error', message },
    ...{ errorCode: null, retryAfterSeconds: null },
  };
  const error = explain(failure, { model: modelId, upstreamModel: modelId, places });
  return { param: error.options.param, message: error.message };
}

const PDF = Buffer.from('%PDF-1.7').toString('base64');
const image = { type: 'image_url', image_url: { url: 'https://a.example/b.png' } };
const talk = {
  messages: [
    system('Be brief.'),
    user([{ type: 'text', text: ' ' }, { type: 'text', text: 'Look' }, image]),
    user([{ type: 'file', file: { file_data: PDF, filename: 'a.pdf' } }]),
    assistant('Wait', { tool_calls: [call('a', 'look', '{"x":1}'), call('b', 'look')] }),
    system('Now answer.'),
    user('Hurry'),
    tool('b', [image]),
    tool('a'),
    { role: 'assistant', content: [{ type: 'text', text: 'Seen' }], refusal: 'No.' },
    user('So?'),
  ],
  tools: [
    { type: 'function', name: 'flat', parameters: {} },
    fn('look', {}),
    { type: 'custom', custom: { name: 'run' } },
  ],
};

describe('upstream’s place of a mistake', () => {
  it.each([
    ['messages.0.content.0.text.text', 'messages[1].content[1].text'],
    ['messages.0.content.1.image.source.url', 'messages[1].content[2].image_url.url'],
    ['messages.0.content.2.document.source.base64.data', 'messages[2].content[0].file.file_data'],
    ['messages.0.content.2.document.title', 'messages[2].content[0].file.filename'],
    ['messages.1.content.0', 'messages[3].content'],
    ['messages.1.content.1.tool_use.input', 'messages[3].tool_calls[0].function.arguments'],
    ['messages.1.content.2.tool_use.id', 'messages[3].tool_calls[1].id'],
    ['messages.2.content.0.tool_result.tool_use_id', 'messages[6].tool_call_id'],
    ['messages.2.content.0.tool_result.content.0.image.source', 'messages[6].content[0].image_url.url'],
    ['messages.2.content.1', 'messages[7]'],
    ['messages.2.content.2.text.cache_control', 'messages[5].content'],
    ['messages.2', 'messages[6]'],
    ['messages.3.content.0', 'messages[8].content[0]'],
    ['messages.3.content.1', 'messages[8].refusal'],
    ['messages.4.content.0.text', 'messages[9].content'],
    ['system.0', 'messages[0].content'],
    ['system.1.cache_control.ttl', 'messages[4].content'],
    ['tools.0.custom.input_schema', 'tools[0].parameters'],
    ['tools.0.custom.name', 'tools[0].name'],
    ['tools.1.custom.input_schema.properties.filter[state]', 'tools[1].function.parameters'],
    ['tools.1.custom.description', 'tools[1].function'],
    ['tools.2.custom.name', 'tools[2].custom.name'],
  ])('%s is the customer’s %s', (path, place) => {
    const { param, message } = refused(talk, `${path}: Input should be another`);
    expect(param).toBe(place);
    expect(message).toBe(`\`${place}\`: Input should be another`);
  });

  const asking = (schema: object) => ({ response_format: { type: 'json_schema', json_schema: { name: 's', schema } } });
  const closed = { type: 'object', properties: { a: {} }, required: ['a'], additionalProperties: false };
  it.each([
    ['max_tokens', { max_completion_tokens: 5 }, 'max_completion_tokens'],
    ['max_tokens', { max_tokens: 5 }, 'max_tokens'],
    ['stop_sequences.0', { stop: 'x' }, 'stop'],
    ['metadata.user_id', { safety_identifier: 'x' }, 'safety_identifier'],
    ['tool_choice.name', { functions: [{ name: 'f' }], function_call: { name: 'f' } }, 'function_call'],
    ['tools.0.custom.input_schema', { functions: [{ name: 'f', parameters: {} }] }, 'functions[0].parameters'],
    ['thinking.enabled.budget_tokens', { reasoning: { max_tokens: 2_000 }, max_tokens: 4_000 }, 'reasoning'],
    ['output_config.effort', { reasoning_effort: 'low', max_tokens: 4_000 }, 'reasoning_effort'],
    ['output_config.format.schema', asking(closed), 'response_format.json_schema.schema'],
    [
      'tools.0.custom.input_schema',
      asking({ ...closed, additionalProperties: true }),
      'response_format.json_schema.schema',
    ],
  ])('%s of %j is %s', (path, fields, place) => {
    expect(refused(fields, `${path}: Input should be another`).param).toBe(place);
  });

  it.each([
    ['max_tokens: 128001 > 64000', {}],
    ['temperature: range: 0..1', {}],
    ['`temperature` is deprecated for this model', {}],
    ['metadata.user_id: too long', {}],
    [
      'tools.0.custom.name: String should match',
      { messages: [user('Hi'), assistant(null, { tool_calls: [call('a')] }), tool('a')] },
    ],
    ['messages.2.content.0: Input should be another', { messages: [user('Hi'), assistant('Well')] }],
    ['tools.0.custom.input_schema: JSON schema is invalid', {}],
    ['system.7: too long', { messages: [system('S'), user('Hi')] }],
    ['tool_choice: Input should be another', { tools: [fn('f')], parallel_tool_calls: false }],
  ])('that the customer did not send is not named: %s', (upstream, fields) => {
    const { param, message } = refused(fields, upstream);
    expect(param).toBeUndefined();
    expect(message).not.toMatch(/max_tokens|temperature|top_p|metadata|tools|custom|input_schema|messages\.|system\./);
  });

  it('is found inside a sentence too, in the customer’s words', () => {
    const said =
      'messages.1: `tool_use` in messages.1.content.1.tool_use.input does not fit tools.1.custom.input_schema';
    expect(refused(talk, said).message).toBe(
      '`messages[3]`: `tool_use` in messages[3].tool_calls[0].function.arguments does not fit tools[1].function.parameters',
    );
  });

  it('is not cut off, however long the sentence', () => {
    const long = `tools.1.custom.input_schema: ${'one of these '.repeat(100)}`;
    expect(refused(talk, long).message).toBe(`\`tools[1].function.parameters\`: ${'one of these '.repeat(100).trim()}`);
    const longer = refused(talk, `tools.1.custom.input_schema: ${'word '.repeat(1_000)}`).message;
    expect(longer).toMatch(/word …$/);
  });

  it('is the message alone where a second attempt was sent otherwise', () => {
    const chat = parseChatRequest({ model: 'm', ...talk });
    const model = findModel('claude-sonnet-4-6') as Model;
    const { body } = translateRequest(chat, { model });
    const places = placesIn({
      chat,
      body: { ...body, messages: body.messages.slice(1) },
      trace: () => traceRequest(chat, { model }),
    });
    expect(places.find(['messages', '0', 'content', '0'])).toBe('messages');
  });
});
