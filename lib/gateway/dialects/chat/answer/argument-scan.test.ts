import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accumulate } from '#lib/gateway/messages/accumulate.ts';
import { type StreamEvent, streamEventSchema } from '#lib/gateway/messages/events.ts';
import { HEAD, readAsClient, translateAll } from '../testing/replay.ts';
import { fn, translated } from '../testing/requests.ts';
import { openArguments, scanArguments } from './argument-scan.ts';
import { translateResponse } from './whole.ts';

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });

const NAMES = new Map([
  ['filter_state', 'filter[state]'],
  ['quoted', 'a "b"'],
]);

describe('names in the arguments of a call', () => {
  const inPieces = (pieces: readonly string[]) => {
    let scan = openArguments(NAMES);
    let text = '';
    for (const piece of pieces) {
      const step = scanArguments(scan, piece);
      scan = step.scan;
      text += step.text;
    }
    return text + scan.held;
  };

  it.each([
    ['{"filter_state": "filter_state", "x": 1}', '{"filter[state]": "filter_state", "x": 1}'],
    [
      '{"a":{"filter_state":1},"filter_state":[{"filter_state":2}]}',
      '{"a":{"filter_state":1},"filter[state]":[{"filter_state":2}]}',
    ],
    ['{ "quoted" : ",\\"filter_state\\":" }', '{ "a \\"b\\"" : ",\\"filter_state\\":" }'],
    ['{"f\\u0069lter_state":2512292042121000001}', '{"filter[state]":2512292042121000001}'],
    ['{"a":"\\\\","filter_state":1.0}', '{"a":"\\\\","filter[state]":1.0}'],
    ['{"filter_st', '{"filter_st'],
    ['{"filter_state', '{"filter_state'],
    ['["filter_state","filter_state"]', '["filter_state","filter_state"]'],
    ['{"filter_state" oops', '{"filter[state]" oops'],
    ['', ''],
  ])('%s become %s, cut anywhere', (sent, expected) => {
    for (let cut = 0; cut <= sent.length; cut++) expect(inPieces([sent.slice(0, cut), sent.slice(cut)])).toBe(expected);
    expect(inPieces([...sent])).toBe(expected);
  });

  it('are the customer’s, however the arguments are cut into pieces', () => {
    const key = fc.oneof(fc.constantFrom(...NAMES.keys(), 'filter[state]', '__proto__', '2'), fc.string());
    const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom('filter_state', { filter_state: '"' }));
    const cuts = fc.array(fc.nat(200), { maxLength: 8 });
    const holds = fc.property(fc.array(fc.tuple(key, value), { maxLength: 5 }), cuts, (members, at) => {
      const text = (name: (key: string) => string) =>
        `{${members.map(([key, member]) => `${JSON.stringify(name(key))}: ${JSON.stringify(member)}`)}}`;
      const sent = text((name) => name);
      const places = [...new Set([0, ...at.map((place) => place % (sent.length + 1)), sent.length])].sort(
        (a, b) => a - b,
      );
      const pieces = places.slice(1).map((end, index) => sent.slice(places[index], end));
      expect(inPieces(pieces)).toBe(text((name) => NAMES.get(name) ?? name));
    });
    fc.assert(holds, { numRuns: 1_000 });
  });
});

describe('an answer that calls a tool whose fields were renamed', () => {
  const { plan } = translated({ tools: [fn('find', object({ 'filter[state]': {} })), fn('other', object({}))] });
  const start = { type: 'message_start', message: { id: 'msg_1', model: 'm' } };
  const stop = [{ type: 'message_delta', delta: { stop_reason: 'tool_use' } }, { type: 'message_stop' }];
  const calls = (name: string, pieces: string[], isClosed = true, reason = stop): StreamEvent[] =>
    [
      start,
      { type: 'content_block_start', index: 0, content_block: { type: 'tool_use', id: 't', name, input: {} } },
      ...pieces.map((partial_json) => ({
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'input_json_delta', partial_json },
      })),
      ...(isClosed ? [{ type: 'content_block_stop', index: 0 }] : []),
      ...reason,
    ].map((event) => streamEventSchema.parse(event));
  const both = (events: StreamEvent[], thePlan = plan) => {
    const [streamed] = readAsClient(translateAll(events, thePlan)).calls;
    const { message } = translateResponse(accumulate(events), { head: HEAD, plan: thePlan }).choices[0];
    const [whole] = message.tool_calls ?? [];
    return [streamed?.text, whole?.type === 'function' ? whole.function.arguments : undefined];
  };

  it.each([
    ['find', ['{"filter', '_state":', ' 1.0}'], '{"filter[state]": 1.0}'],
    ['other', ['{"filter_state": 1}'], '{"filter_state": 1}'],
    ['find', [], '{}'],
  ])('of %s says the customer’s names, streamed as whole', (name, pieces, expected) => {
    expect(both(calls(name, pieces))).toEqual([expected, expected]);
  });

  it('ends with the part of a name at which it was cut', () => {
    const cut = [{ type: 'message_delta', delta: { stop_reason: 'max_tokens' } }, { type: 'message_stop' }];
    expect(both(calls('find', ['{"a":1,"filter_'], false, cut))).toEqual(Array(2).fill('{"a":1,"filter_'));
  });

  it('has them in the content of a hidden JSON tool, and in a legacy call', () => {
    const json_schema = { name: 's', schema: object({ 'Account Number': {} }, { additionalProperties: true }) };
    const asked = translated({ response_format: { type: 'json_schema', json_schema } }, 'claude-3-5-sonnet');
    const events = calls('json_response', ['{"Account', '_Number":7}']);
    expect(readAsClient(translateAll(events, asked.plan)).content).toBe('{"Account Number":7}');
    const legacy = translated({ functions: [{ name: 'find', parameters: object({ $filter: {} }) }] });
    const [text] = [readAsClient(translateAll(calls('find', ['{"filter":7}']), legacy.plan)).legacy?.text];
    expect(text).toBe('{"$filter":7}');
  });
});
