import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '#lib/gateway/messages/request.ts';
import { assistant, bodyOf, tool, user } from '../testing/requests.ts';
import { toInputSchema } from './input-schema.ts';
import { toStructuredSchema } from './structured-schema.ts';
import { StepBudget } from './translation.ts';

const STEPS = 1_000;

/** The schema, and a counter of the reads of its members. */
function watched(schema: JsonSchema): { schema: JsonSchema; looks: () => number } {
  let count = 0;
  const handler: ProxyHandler<JsonSchema> = {
    get: (target, key) => {
      count += 1;
      return Reflect.get(target, key);
    },
    ownKeys: (target) => {
      count += 1;
      return Reflect.ownKeys(target);
    },
  };
  return { schema: new Proxy(schema, handler), looks: () => count };
}

const fields = (count: number, schema: unknown = {}) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`field_${at}`, schema]));
const references = (count: number, to: string) => Array.from({ length: count }, () => ({ $ref: `#/$defs/${to}` }));

/** Each definition consists of ten of the next one: a hundred lines that mean millions. */
function nested(keyword: 'anyOf' | 'allOf', last: JsonSchema): JsonSchema {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const defs = names.slice(1).map((next, at) => [names[at], { [keyword]: references(10, next) }]);
  return { type: 'object', [keyword]: references(10, 'a'), $defs: { ...Object.fromEntries(defs), f: last } };
}

describe('references that multiply a schema', () => {
  it.each(['anyOf', 'allOf'] as const)('are followed for so many steps, under %s', (keyword) => {
    const wide = watched(fields(200));
    const $defs = { a: { type: 'object', properties: wide.schema } };
    toInputSchema({ type: 'object', [keyword]: references(1_000, 'a'), $defs }, '', new StepBudget(STEPS));
    expect(wide.looks()).toBeLessThan(2 * STEPS);

    const deep = watched({ type: 'object', properties: fields(3) });
    toInputSchema(nested(keyword, deep.schema), '', new StepBudget(STEPS));
    expect(deep.looks()).toBeLessThan(20 * STEPS);
  });

  it('share the steps of one request, however many tools it has', () => {
    const steps = new StepBudget(STEPS);
    const { schema, looks } = watched(fields(200));
    const parameters = { anyOf: references(4, 'a'), $defs: { a: { properties: schema } } };
    for (let tools = 0; tools < 1_000; tools++) toInputSchema(parameters, '', steps);
    const perTool = 10; // the definition is measured once for each
    expect(looks()).toBeLessThan(2 * STEPS + 1_000 * perTool);
  });

  it('that lead in circles end', () => {
    const circle = { type: 'object', allOf: references(1, 'a'), $defs: { a: { allOf: references(1, 'a') } } };
    expect(toInputSchema(circle, '', new StepBudget(1_000_000)).schema).toMatchObject({ type: 'object' });
  });

  it('are not enforced when upstream would have to compile millions', () => {
    const last = watched({ type: 'string' });
    const { $defs, anyOf } = nested('anyOf', last.schema);
    const schema = {
      type: 'object',
      properties: { x: { anyOf } },
      required: ['x'],
      additionalProperties: false,
      $defs,
    };
    expect(toStructuredSchema(schema, new StepBudget(STEPS))).toBeNull();
    expect(last.looks()).toBeLessThan(20 * STEPS);
  });

  it('make no description longer than a model could read', () => {
    const $defs = { a: { properties: { ['x'.repeat(9_000)]: {} } } };
    const { alternatives } = toInputSchema({ anyOf: references(1_000, 'a'), $defs }, '', new StepBudget(50_000));
    expect(alternatives).toBe('Give the fields of one alternative.');
  });
});

describe('arguments of calls', () => {
  const talk = (calls: readonly string[]) => {
    const tool_calls = calls.map((args, at) => ({
      id: `call_${at}`,
      type: 'function',
      function: { name: 'f', arguments: args },
    }));
    const messages = [user('Go'), assistant(null, { tool_calls }), ...tool_calls.map(({ id }) => tool(id))];
    const [, turn] = bodyOf({ messages }).messages;
    return turn?.content.map((block) => Object.keys(block.type === 'tool_use' ? block.input : {})[0]);
  };
  const many = JSON.stringify(fields(9_999, 1));

  it('are taken apart while together they hold no more than a body may', () => {
    const names = talk(Array(30).fill(many)) ?? [];
    expect(names.filter((name) => name === 'field_0')).toHaveLength(25);
    expect(names.slice(25)).toEqual(Array(5).fill('_raw_arguments'));
  });

  it('of an object that no body could hold, or too deep, stay text', () => {
    expect(talk([JSON.stringify(fields(10_001, 1)), `{"a":${'['.repeat(64)}${']'.repeat(64)}}`, '{"a":1}'])).toEqual([
      '_raw_arguments',
      '_raw_arguments',
      'a',
    ]);
  });
});
