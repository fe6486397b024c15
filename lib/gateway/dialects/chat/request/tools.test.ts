import { describe, expect, it } from 'vitest';
import {
  adjusted,
  assistant,
  bodyOf,
  call,
  calling,
  fn,
  refusal,
  tool,
  translated,
  user,
} from '../testing/requests.ts';

const look = fn('look');
const talk = (...messages: object[]) => bodyOf({ messages, tools: [look] }).messages;
const schemaOf = (parameters: object | undefined) => bodyOf({ tools: [fn('f', parameters)] }).tools?.[0]?.input_schema;

describe('tool calls in the history', () => {
  it.each(['{"city":"Par', '[1]', 'null', '"x"'])(
    'keep the arguments %s, which are no object, as text (pitfall 19)',
    (args) => {
      const turns = talk(user('Go'), assistant(null, { tool_calls: [call('a', 'look', args)] }), tool('a'));
      expect(turns[1]?.content).toMatchObject([{ input: { _raw_arguments: args } }]);
      expect(turns[2]?.content).toMatchObject([{ tool_use_id: 'a' }]);
    },
  );

  it.each([undefined, null, '', ' '])('without arguments (%j) have an empty input', (args) => {
    const silent = { id: 'a', type: 'function', function: { name: 'look', arguments: args } };
    expect(talk(user('Go'), assistant(null, { tool_calls: [silent] }), tool('a'))[1]?.content).toMatchObject([
      { input: {} },
    ]);
  });

  it('survive arguments nested deeper than a stack', () => {
    const args = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const turns = talk(user('Go'), assistant(null, { tool_calls: [call('a', 'look', args)] }), tool('a'));
    expect(turns[1]?.content).toMatchObject([{ input: { _raw_arguments: args } }]);
  });

  it.each(['functions.search:0', 'call|x', 'x'.repeat(117)])(
    'get an id upstream takes for %s, on both sides (pitfall 26)',
    (id) => {
      const turns = talk(user('Go'), calling(id), tool(id));
      const [use] = turns[1]?.content ?? [];
      expect(use).toMatchObject({ type: 'tool_use', id: expect.stringMatching(/^call_[0-9a-f]{12}$/) });
      expect(turns[2]?.content).toMatchObject([{ tool_use_id: use && 'id' in use ? use.id : '' }]);
    },
  );

  const named = (name: string, id = 'a') => assistant(null, { tool_calls: [call(id, name)] });

  it.each([
    ['browser.tabs.open', 'browser_tabs_open'],
    ['', 'unnamed'],
    ['名前', '_'],
    ['x'.repeat(200), expect.stringMatching(/^x{119}_[0-9a-f]{8}$/)],
  ])('of a tool that no definition could name %j are sent as %j', (name, sent) => {
    const messages = [user('Go'), named(name), tool('a', 'done'), user('So?')];
    const body = bodyOf({ messages, tools: [look] });
    expect(body.messages[1]?.content).toMatchObject([{ name: sent, id: 'a' }]);
    expect(body.messages[2]?.content).toMatchObject([{ tool_use_id: 'a' }, { text: 'So?' }]);
    expect(bodyOf({ messages }).tools).toMatchObject([{ name: sent }]);
    expect(adjusted({ messages, tools: [look] })).toEqual(['messages=mapped']);
    const legacy = [user('Go'), assistant(null, { function_call: { name, arguments: '{}' } })];
    const result = { role: 'function', name, content: 'done' };
    expect(bodyOf({ messages: [...legacy, result], tools: [look] }).messages[1]?.content).toMatchObject([
      { name: sent },
    ]);
  });

  it('are named alike in the next request of the conversation', () => {
    const turn = [named('a.b'), tool('a')];
    const first = talk(user('Go'), ...turn);
    expect(talk(user('Go'), ...turn, named('a.b', 'b'), tool('b')).slice(0, 2)).toEqual(first.slice(0, 2));
  });

  it('may have empty ids, and then are answered in their order or by their names', () => {
    const calls = [call('', 'look', '{"n":1}'), call('', 'find', '{"n":2}'), call('', 'look', '{"n":3}')];
    const answer = (result: ReturnType<typeof tool>[]) => {
      const [, asked, answered] = talk(user('Go'), assistant(null, { tool_calls: calls }), ...result);
      const ids = asked?.content.map((block) => ('id' in block ? block.id : ''));
      expect(new Set(ids).size).toBe(3);
      return answered?.content.map((block) => ids?.indexOf('tool_use_id' in block ? block.tool_use_id : ''));
    };
    expect(answer([tool(''), tool(''), tool('')])).toEqual([0, 1, 2]);
    const by = (name: string) => tool('', 'done', { name });
    expect(answer([by('find'), by('look'), by('look')])).toEqual([1, 0, 2]);
    expect(answer([by('look'), by('other'), by('look')])).toEqual([0, 1, 2]);
  });

  it('keep an id upstream takes, and tell two calls of one id apart (pitfall 26)', () => {
    const turns = talk(user('Go'), calling('a'), tool('a', 'one'), calling('a'), tool('a', 'two'));
    const [first, second] = [turns[2], turns[4]].map((turn) => turn?.content[0]);
    expect(first).toMatchObject({ tool_use_id: 'a', content: [{ text: 'one' }] });
    expect(second).toMatchObject({ tool_use_id: expect.not.stringMatching(/^a$/), content: [{ text: 'two' }] });
  });
});

describe('tool results', () => {
  it('of parallel calls share one user turn, before any text (pitfall 21)', () => {
    const turns = talk(user('Go'), calling('a', 'b'), tool('b'), user('Hurry'), tool('a'));
    expect(turns).toHaveLength(3);
    expect(turns[2]?.content).toMatchObject([
      { tool_use_id: 'b' },
      { tool_use_id: 'a' },
      { type: 'text', text: 'Hurry' },
    ]);
  });

  it('that come late go where their call expects them, with none invented (pitfall 23)', () => {
    const turns = talk(user('Go'), calling('a'), user('Hm'), assistant('Wait'), tool('a', 'real'), user('So?'));
    expect(turns.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant', 'user']);
    expect(turns[2]?.content).toMatchObject([{ tool_use_id: 'a', content: [{ text: 'real' }] }, { text: 'Hm' }]);
    expect(turns[4]?.content).toMatchObject([{ text: 'So?' }]);
  });

  it('that are missing are asked for by id', () => {
    expect(refusal({ messages: [user('Go'), calling('a', 'b'), tool('a'), user('So?')], tools: [look] })).toEqual({
      code: 'invalid_value',
      param: 'messages[1]',
    });
  });

  it.each([
    ['answers no call', [user('Go'), tool('x')], 'messages[1].tool_call_id'],
    ['answers a call twice', [user('Go'), calling('a'), tool('a'), tool('a')], 'messages[3].tool_call_id'],
    ['answers before the call', [tool('a'), calling('a')], 'messages[0].tool_call_id'],
  ])('that %s are refused', (_, messages, param) => {
    expect(refusal({ messages, tools: [look] })).toEqual({ code: 'invalid_value', param });
  });

  it.each([
    ['a string', 'x', [{ type: 'text', text: 'x' }]],
    [
      'text parts',
      [
        { type: 'text', text: 'x' },
        { type: 'text', text: ' ' },
      ],
      [{ type: 'text', text: 'x' }],
    ],
    ['a number', 7, [{ type: 'text', text: '7' }]],
    ['a boolean', false, [{ type: 'text', text: 'false' }]],
    ['an object', { a: [1] }, [{ type: 'text', text: '{"a":[1]}' }]],
    ['null', null, undefined],
    ['an empty string', '', undefined],
  ])('may be %s (pitfall 24)', (_, content, expected) => {
    const [result] = talk(user('Go'), calling('a'), tool('a', content))[2]?.content ?? [];
    expect(result).toEqual({ type: 'tool_result', tool_use_id: 'a', ...(expected && { content: expected }) });
  });

  it('that are errors without words get some (pitfall 25)', () => {
    const [result] = talk(user('Go'), calling('a'), tool('a', '', { is_error: true }))[2]?.content ?? [];
    expect(result).toMatchObject({ is_error: true, content: [{ type: 'text', text: expect.stringMatching(/\S/) }] });
  });
});

describe('tool definitions', () => {
  it.each(['search.web', 'x'.repeat(129), '', 'ü'])('named %j are refused by field (pitfall 27)', (name) => {
    expect(refusal({ tools: [look, fn(name)] })).toEqual({ code: 'invalid_value', param: 'tools[1].function.name' });
  });

  it('with a wrong name get an error with the accepted form (pitfall 27)', () => {
    expect(() => bodyOf({ tools: [fn('browser.tabs.open')] })).toThrow('such as `browser_tabs_open`.');
  });

  it('may have names of 128 characters (pitfall 27)', () => {
    expect(bodyOf({ tools: [fn('x'.repeat(128))] }).tools).toHaveLength(1);
  });

  it('merge alternatives at the root into one object and describe them (pitfall 28)', () => {
    const circle = {
      type: 'object',
      properties: { kind: { const: 'circle' }, radius: { type: 'number' } },
      required: ['kind', 'radius'],
    };
    const square = {
      type: 'object',
      properties: { kind: { const: 'square' }, side: { type: 'number' } },
      required: ['kind', 'side'],
    };
    const parameters = { $defs: { square }, oneOf: [circle, { $ref: '#/$defs/square' }] };
    const [drawn] = bodyOf({ tools: [fn('draw', parameters)] }).tools ?? [];
    expect(drawn).toEqual({
      name: 'draw',
      description: 'Give the fields of one of these: {kind, radius} or {kind, side}.',
      input_schema: {
        type: 'object',
        $defs: { square },
        properties: {
          kind: { anyOf: [{ const: 'circle' }, { const: 'square' }] },
          radius: { type: 'number' },
          side: { type: 'number' },
        },
        required: ['kind'],
      },
    });
    expect(adjusted({ tools: [fn('draw', parameters)] })).toEqual(['tools[0].function.parameters=mapped']);
  });

  it('require all that allOf requires (pitfall 28)', () => {
    const part = (name: string) => ({ properties: { [name]: { type: 'string' } }, required: [name] });
    expect(schemaOf({ allOf: [part('a'), part('b')] })).toEqual({
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      required: ['a', 'b'],
    });
  });

  it('end alternatives that lead back to themselves (pitfall 28)', () => {
    expect(schemaOf({ anyOf: Array.from({ length: 50 }, () => ({ $ref: '#' })) })).toMatchObject({ type: 'object' });
  });

  it('are made up from the history when the request brings none, and not to be called (pitfall 29)', () => {
    const messages = [user('Go'), calling('a'), tool('a'), user('Give this chat a title')];
    const { tools, tool_choice } = bodyOf({ messages });
    expect(tools).toEqual([{ name: 'look', input_schema: { type: 'object', properties: {} } }]);
    expect(tool_choice).toEqual({ type: 'none' });
    expect(adjusted({ messages })).toEqual(['tools=added']);
  });

  it.each([undefined, null, {}])('without parameters (%j) take an empty object (pitfall 36)', (parameters) => {
    expect(schemaOf(parameters as object | undefined)).toEqual({ type: 'object', properties: {} });
  });

  it('keep every keyword of their schema (pitfall 38)', () => {
    const parameters = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: {
        a: { type: 'array', items: { anyOf: [{ $ref: '#/$defs/b' }, { type: 'null' }] }, minItems: 2, default: [] },
      },
      $defs: { b: { type: 'object', additionalProperties: { type: 'number' }, patternProperties: { '^x': {} } } },
      additionalProperties: false,
    };
    expect(schemaOf(parameters)).toEqual(parameters);
  });

  it.each([undefined, null])('whose root type is %j are objects (pitfall 39)', (type) => {
    expect(schemaOf({ type, properties: { a: {} } })).toEqual({ type: 'object', properties: { a: {} } });
  });

  it('of another root type are refused', () => {
    expect(refusal({ tools: [fn('f', { type: 'array' })] })).toEqual({
      code: 'invalid_json_schema',
      param: 'tools[0].function.parameters',
    });
  });

  it('need names of their own', () => {
    expect(refusal({ tools: [look, look] })).toEqual({ code: 'invalid_value', param: 'tools[1].function.name' });
  });

  it('are strict where upstream can enforce the schema as it is, and otherwise say they are not', () => {
    const closed = {
      type: 'object',
      properties: { a: { type: 'string' } },
      required: ['a'],
      additionalProperties: false,
    };
    const strictOf = (parameters: object, model?: string) =>
      bodyOf({ tools: [fn('f', parameters, { strict: true })] }, model).tools?.[0]?.strict;
    expect(strictOf(closed)).toBe(true);
    expect(strictOf(closed, 'claude-4-sonnet')).toBeUndefined();
    expect(strictOf({ ...closed, additionalProperties: true })).toBeUndefined();
    const tools = [fn('f', { ...closed, properties: { a: { type: 'string', minLength: 2 } } }, { strict: true })];
    expect(adjusted({ tools })).toEqual(['tools[0].function.strict=dropped']);
  });

  it('go strict only as many as upstream compiles in one request', () => {
    const closed = {
      type: 'object',
      properties: { a: { type: 'string' } },
      required: ['a'],
      additionalProperties: false,
    };
    const tools = Array.from({ length: 21 }, (_, index) => fn(`f${index}`, closed, { strict: true }));
    expect(bodyOf({ tools }).tools?.filter(({ strict }) => strict)).toHaveLength(20);
  });

  it('declared as custom take one text, and are remembered for the answer', () => {
    const { body, plan } = translated({
      tools: [{ type: 'custom', custom: { name: 'run', description: 'Runs code' } }],
    });
    expect(body.tools?.[0]).toMatchObject({ name: 'run', input_schema: { required: ['input'] } });
    expect(plan.customTools).toEqual(['run']);
  });

  it.each([
    [{ type: 'custom', custom: { name: 'run', format: { type: 'grammar' } } }, 'tools[0].custom.format'],
    [{ type: 'web_search_20250305', name: 'web_search' }, 'tools[0].type'],
  ])('upstream has nothing like are refused: %j', (definition, param) => {
    expect(refusal({ tools: [definition] })).toEqual({ code: 'unsupported_value', param });
  });
});

describe('tool choice', () => {
  const choiceOf = (fields: object, model?: string) =>
    bodyOf({ tools: [look, fn('find')], ...fields }, model).tool_choice;

  it('none keeps the tools (pitfall 30)', () => {
    const body = bodyOf({ tools: [look], tool_choice: 'none', parallel_tool_calls: false });
    expect(body).toMatchObject({ tools: [{ name: 'look' }], tool_choice: { type: 'none' } });
    expect(body.tool_choice).toEqual({ type: 'none' });
  });

  it.each([
    ['required', { type: 'any' }],
    ['any', { type: 'any' }],
    ['auto', undefined],
    [
      { type: 'function', function: { name: 'find' } },
      { type: 'tool', name: 'find' },
    ],
    [{ type: 'auto' }, undefined],
    [{ type: 'any' }, { type: 'any' }],
    [{ type: 'required' }, { type: 'any' }],
    [{ type: 'none' }, { type: 'none' }],
    [
      { type: 'tool', name: 'find' },
      { type: 'tool', name: 'find' },
    ],
    [
      { type: 'auto', disable_parallel_tool_use: true },
      { type: 'auto', disable_parallel_tool_use: true },
    ],
  ])('%j becomes %j (pitfall 31)', (tool_choice, expected) => expect(choiceOf({ tool_choice })).toEqual(expected));

  it('allowed_tools offers only the named tools', () => {
    const tool_choice = {
      type: 'allowed_tools',
      allowed_tools: { mode: 'required', tools: [{ type: 'function', function: { name: 'find' } }] },
    };
    const body = bodyOf({ tools: [look, fn('find')], tool_choice });
    expect(body.tools?.map(({ name }) => name)).toEqual(['find']);
    expect(body.tool_choice).toEqual({ type: 'any' });
  });

  it('of a tool that is not there is refused', () => {
    const tool_choice = { type: 'function', function: { name: 'nope' } };
    expect(refusal({ tools: [look], tool_choice })).toEqual({ code: 'invalid_value', param: 'tool_choice' });
    expect(refusal({ tool_choice: 'required' })).toEqual({ code: 'invalid_value', param: 'tool_choice' });
  });

  it('names a tool as its history does', () => {
    const tools = [fn('tabs_open')];
    const named = (name: string) =>
      bodyOf({ tools, tool_choice: { type: 'function', function: { name } } }).tool_choice;
    expect(named('tabs.open')).toEqual({ type: 'tool', name: 'tabs_open' });
  });

  it.each(['auto', 'none', { type: 'auto' }, { type: 'none' }])('%j without tools is left out', (tool_choice) => {
    expect(bodyOf({ tools: [], tool_choice, parallel_tool_calls: false })).not.toHaveProperty('tool_choice');
  });

  it.each([
    ['auto', { type: 'auto', disable_parallel_tool_use: true }],
    ['required', { type: 'any', disable_parallel_tool_use: true }],
  ])('%s carries parallel_tool_calls: false', (tool_choice, expected) => {
    expect(choiceOf({ tool_choice, parallel_tool_calls: false })).toEqual(expected);
  });

  it('is asked for, not forced, on models that refuse force', () => {
    const fields = { tools: [look], tool_choice: 'required' };
    const { body, adjustments } = translated(fields, 'claude-opus-5-5');
    expect(body.tool_choice).toEqual({ type: 'auto' });
    expect(body.system?.at(-1)?.text).toContain('must call');
    expect(adjustments).toMatchObject([{ param: 'tool_choice', action: 'emulated' }]);
  });
});

describe('legacy functions', () => {
  const messages = [
    user('Go'),
    assistant(null, { function_call: { name: 'look', arguments: '{"a":1}' } }),
    { role: 'function', name: 'look', content: 'seen' },
  ];

  it('become tools with one call at a time, and are answered in kind', () => {
    const { body, plan } = translated({ messages, functions: [{ name: 'look' }], function_call: { name: 'look' } });
    expect(body.tools).toEqual([{ name: 'look', input_schema: { type: 'object', properties: {} } }]);
    expect(body.tool_choice).toEqual({ type: 'tool', name: 'look', disable_parallel_tool_use: true });
    expect(plan.usesLegacyFunctions).toBe(true);
  });

  it('pair a result with the open call of its name', () => {
    const turns = bodyOf({ messages, functions: [{ name: 'look' }] }).messages;
    const [use] = turns[1]?.content ?? [];
    expect(use).toMatchObject({ input: { a: 1 } });
    expect(turns[2]?.content).toMatchObject([{ tool_use_id: use && 'id' in use ? use.id : '' }]);
  });

  it('refuse a result no call waits for', () => {
    const orphan = { role: 'function', name: 'look', content: 'seen' };
    expect(refusal({ messages: [...messages, orphan] })).toEqual({ code: 'invalid_value', param: 'messages[3].name' });
  });
});
