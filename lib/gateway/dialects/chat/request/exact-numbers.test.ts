import { describe, expect, it } from 'vitest';
import { findModel } from '#lib/models/find.ts';
import type { Model } from '#lib/models/model.ts';
import { parseChatRequest } from '../schema/request.ts';
import { assistant, call, fn, tool, user } from '../testing/requests.ts';
import { translateRequest } from './to-messages.ts';

const NUMBERS = ['2512292042121000001', '1e400', '1.0', '-0', '3.141592653589793238462643', '12', '1E5'];
/** Stands for a number in a body, so that JSON.stringify cannot round it. */
const HERE = '<number>';

/** Returns the body that upstream gets for a client's body. */
function wire(body: object, number: string, modelId = 'claude-sonnet-4-6'): string {
  const text = JSON.stringify({ model: modelId, messages: [user('Hi')], ...body }).replaceAll(`"${HERE}"`, number);
  const chat = parseChatRequest(JSON.parse(text), text);
  return JSON.stringify(translateRequest(chat, { model: findModel(modelId) as Model }).body);
}

const history = (args: string, content: unknown) => ({
  messages: [user('Hi'), assistant(null, { tool_calls: [call('c1', 'look', args)] }), tool('c1', content), user('So?')],
});

describe.each(NUMBERS)('%s', (number) => {
  it('is the same number in the arguments of an earlier call', () => {
    const body = history(`{"id": ${number}, "deep": [{"n": ${number}}], "2": 1, "1": 2}`, 'done');
    expect(wire(body, '')).toContain(`"input":{"1":2,"2":1,"id":${number},"deep":[{"n":${number}}]}`);
  });

  it('is the same number in a result that is JSON', () => {
    const shown = (json: string) => JSON.stringify(json).slice(1, -1);
    expect(wire(history('{}', { id: HERE, deep: [HERE] }), number)).toContain(
      `"text":"${shown(`{"id":${number},"deep":[${number}]}`)}"`,
    );
    expect(wire(history('{}', HERE), number)).toContain(`"text":"${number}"`);
    expect(wire(history('{}', `{"id":${number}}`), '')).toContain(shown(`{"id":${number}}`));
  });

  it('does no harm where arguments have to be an object', () => {
    expect(wire(history(number, 'done'), '')).toContain(`"input":{"_raw_arguments":"${number}"}`);
  });
});

describe.each(NUMBERS.slice(0, 2))('%s', (number) => {
  const schema = {
    type: 'object',
    properties: { id: { enum: [HERE, 7], default: HERE, minimum: HERE }, a: { const: HERE } },
    required: ['id', 'a'],
    additionalProperties: false,
  };
  const written = (keyword: string) => `"${keyword}":${number}`;

  it('is the same number in the schema of a tool, flat or nested, strict or not', () => {
    const flat = { type: 'function', name: 'look', parameters: schema };
    for (const tools of [[fn('look', schema)], [flat], [fn('look', schema, { strict: true })]]) {
      const body = wire({ tools }, number);
      expect(body).toContain(`"enum":[${number},7]`);
      for (const keyword of ['default', 'minimum', 'const']) expect(body).toContain(written(keyword));
    }
  });

  it('is the same number in a schema whose alternatives are merged', () => {
    const body = wire({ tools: [fn('look', { anyOf: [schema, { properties: { b: { const: HERE } } }] })] }, number);
    expect(body).toContain(`"b":{${written('const')}}`);
    expect(body).toContain(`"enum":[${number},7]`);
  });

  it.each(['claude-sonnet-4-6', 'claude-3-5-sonnet'])('is the same number in an answer’s schema, %s', (modelId) => {
    const body = wire(
      { response_format: { type: 'json_schema', json_schema: { name: 's', schema } } },
      number,
      modelId,
    );
    expect(body).toContain(`"enum":[${number},7]`);
    expect(body).toContain(written('const'));
  });

  it('stays beside half a surrogate that is mended', () => {
    const tools = [fn('look', { type: 'object', properties: { a: { const: HERE, title: '\ud800' } } })];
    expect(wire({ tools }, number)).toContain(`{"const":${number},"title":"\ufffd"}`);
  });
});

it('takes names that mean something to JavaScript for names', () => {
  const args = '{"__proto__":{"a":1.0},"constructor":2,"a":1,"a":9007199254740993}';
  expect(wire(history(args, 'done'), '')).toContain(
    '"input":{"__proto__":{"a":1.0},"constructor":2,"a":9007199254740993}',
  );
  expect(({} as { a?: unknown }).a).toBeUndefined();
});
