import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjusted, assistant, bodyOf, call, fn, refusal, tool, user } from '../testing/requests.ts';
import { withAcceptedNames } from './field-names.ts';

const LONG = 'x'.repeat(70);
const ACCEPTED = /^[a-zA-Z0-9_.-]{1,64}$/;
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const schemaOf = (parameters: object) => bodyOf({ tools: [fn('find', parameters)] }).tools?.[0]?.input_schema;
const namesIn = (parameters: object) => Object.keys((schemaOf(parameters)?.properties as object) ?? {});

describe('fields whose names upstream refuses', () => {
  it.each([
    [['filter[state]'], ['filter_state']],
    [['$filter'], ['filter']],
    [['Account Number'], ['Account_Number']],
    [[LONG], [expect.stringMatching(/^x{55}_[0-9a-f]{8}$/)]],
    [[''], ['field']],
    [
      ['名前', '住所'],
      ['field', expect.stringMatching(/^field_[0-9a-f]{8}$/)],
    ],
    [
      ['filter', '$filter', '@filter'],
      ['filter', expect.stringMatching(/^filter_[0-9a-f]{8}$/), expect.stringMatching(/^filter_[0-9a-f]{8}$/)],
    ],
    [
      ['a.b-c_1', '__proto__', 'a b'],
      ['a.b-c_1', '__proto__', 'a_b'],
    ],
  ])('%j are sent as %j', (names, expected) => {
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
    expect(namesIn(object(properties))).toEqual(expected);
  });

  it('are renamed wherever the root speaks of them, and nowhere else', () => {
    const inner = object({ 'in[ner]': {} }, { required: ['in[ner]', 'a b'] });
    const parameters = object(
      { 'a b': { type: 'string' }, c: inner, d: { $ref: '#/properties/a%20b' }, e: { const: 'a b' } },
      {
        required: ['a b', 'c'],
        dependentRequired: { 'a b': ['c'], c: ['a b'] },
        dependentSchemas: { c: { required: ['a b'] } },
        propertyNames: { enum: ['a b', 'c'] },
        if: { properties: { 'a b': { const: 'x' } } },
        // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
        then: { required: ['a b'] },
      },
    );
    expect(schemaOf(parameters)).toEqual({
      type: 'object',
      properties: {
        a_b: { type: 'string', description: 'a b' },
        c: inner,
        d: { $ref: '#/properties/a_b' },
        e: { const: 'a b' },
      },
      required: ['a_b', 'c'],
      dependentRequired: { a_b: ['c'], c: ['a_b'] },
      dependentSchemas: { c: { required: ['a_b'] } },
      propertyNames: { enum: ['a_b', 'c'] },
      if: { properties: { a_b: { const: 'x', description: 'a b' } } },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: { required: ['a_b'] },
    });
  });

  it('are renamed in alternatives too, and in the words about them', () => {
    const [sent] = bodyOf({ tools: [fn('f', { anyOf: [object({ 'a b': {} }), object({ c: {} })] })] }).tools ?? [];
    expect(sent?.description).toBe('Give the fields of one of these: {a_b} or {c}.');
    expect(Object.keys(sent?.input_schema.properties as object)).toEqual(['a_b', 'c']);
  });

  it('are reported, and refused where adjustments are forbidden', () => {
    const fields = { tools: [fn('look'), fn('find', object({ $filter: {} }))] };
    expect(adjusted(fields)).toEqual(['tools[1].function.parameters=mapped']);
    expect(refusal({ ...fields, strict_params: true })).toEqual({
      code: 'unsupported_parameter',
      param: 'tools[1].function.parameters',
    });
  });

  it('are always sent under accepted names, all different', () => {
    const holds = fc.property(
      fc.dictionary(fc.string({ unit: 'binary', maxLength: 80 }), fc.constant({})),
      (fields) => {
        const sent = Object.keys((withAcceptedNames(object(fields))?.schema.properties as object) ?? fields);
        expect(sent).toHaveLength(Object.keys(fields).length);
        for (const name of sent) expect(name).toMatch(ACCEPTED);
      },
    );
    fc.assert(holds, { numRuns: 300 });
  });

  it('have the sent names in the history of their tool', () => {
    const tools = [fn('find', object({ 'filter[state]': {}, plain: {} })), fn('other', object({}))];
    const args = '{"filter[state]": 1.0, "plain": {"filter[state]": 2}, "unknown[x]": 3}';
    const calls = [call('a', 'find', args), call('b', 'other', args)];
    const messages = [user('Go'), assistant(null, { tool_calls: calls }), tool('a'), tool('b')];
    const [, turn] = bodyOf({ tools, messages }).messages;
    expect(JSON.stringify(turn?.content.map((block) => 'input' in block && block.input))).toBe(
      '[{"filter_state":1.0,"plain":{"filter[state]":2},"unknown[x]":3},' +
        '{"filter[state]":1.0,"plain":{"filter[state]":2},"unknown[x]":3}]',
    );
  });
});
