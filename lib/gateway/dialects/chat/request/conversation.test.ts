import { describe, expect, it } from 'vitest';
import { adjusted, assistant, bodyOf, call, calling, fn, refusal, system, tool, user } from '../testing/requests.ts';

const text = (words: string) => ({ type: 'text', text: words });
const messagesOf = (messages: object[], model?: string) => bodyOf({ messages, tools: [fn('look')] }, model).messages;

describe('blank texts', () => {
  it.each([null, ''])(
    'sends no text block for an assistant content of %j beside a tool call (pitfall 1)',
    (content) => {
      const messages = [user('Go'), assistant(content, { tool_calls: [call('a')] }), tool('a')];
      expect(messagesOf(messages)[1]?.content).toEqual([{ type: 'tool_use', id: 'a', name: 'look', input: {} }]);
    },
  );

  it('drops whitespace-only blocks, not only empty ones (pitfall 2)', () => {
    const messages = [
      user([
        { type: 'text', text: '\n\t ' },
        { type: 'text', text: 'Hi' },
      ]),
    ];
    expect(messagesOf(messages)).toEqual([{ role: 'user', content: [text('Hi')] }]);
  });

  it('never sends a space in place of an empty text (pitfall 3)', () => {
    expect(messagesOf([user(''), user('Hi')])).toEqual([{ role: 'user', content: [text('Hi')] }]);
  });

  it('skips a silent assistant message and merges its neighbours, inventing no words (pitfall 4)', () => {
    expect(messagesOf([user('One'), assistant(' '), user('Two')])).toEqual([
      { role: 'user', content: [text('One'), text('Two')] },
    ]);
  });

  it('refuses a blank last question instead of answering an earlier one', () => {
    expect(refusal({ messages: [user('Hi'), user(' \n')] })).toEqual({
      code: 'invalid_value',
      param: 'messages[1].content',
    });
  });

  it('refuses a conversation without any content', () => {
    expect(refusal({ messages: [assistant('')] })).toEqual({ code: 'invalid_value', param: 'messages' });
  });
});

describe('a conversation that ends with the assistant', () => {
  const messages = [user('Count'), assistant('One, two, \n')];

  it('is continued where the model can, without the trailing whitespace it refuses (pitfall 5)', () => {
    expect(messagesOf(messages, 'claude-haiku-4-5').at(-1)).toEqual({
      role: 'assistant',
      content: [text('One, two,')],
    });
  });

  it('keeps trailing whitespace of earlier assistant texts (pitfall 5)', () => {
    const kept = messagesOf([...messages, user('Go on')], 'claude-haiku-4-5')[1];
    expect(kept?.content).toEqual([text('One, two, \n')]);
  });

  it.each(['claude-opus-4-6', 'claude-sonnet-5'])(
    'is followed by a user turn on %s, and says so (pitfall 10)',
    (model) => {
      expect(messagesOf(messages, model).at(-1)).toEqual({ role: 'user', content: [text('Continue.')] });
      expect(adjusted({ messages }, model)).toEqual(['messages=added']);
    },
  );

  it.each([
    { reasoning_effort: 'low', max_tokens: 4_000 },
    { response_format: { type: 'json_object' } },
    { tools: [fn('look')], tool_choice: 'required' },
  ])('is not continued beside %j, which excludes it', (fields) => {
    expect(bodyOf({ messages, ...fields }, 'claude-haiku-4-5').messages.at(-1)?.role).toBe('user');
  });

  it('refuses a last tool call that has no result', () => {
    expect(refusal({ messages: [user('Go'), calling('a')] })).toEqual({ code: 'invalid_value', param: 'messages[1]' });
  });
});

describe('system messages', () => {
  const between = [
    system('A'),
    user('Hi'),
    system('B'),
    assistant('Hm'),
    { role: 'developer', content: 'C' },
    user('Go'),
  ];

  it('are never left among the messages of a model that refuses them there (pitfall 6)', () => {
    expect(messagesOf(between).map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
  });

  it('are all hoisted, in order, one block each (pitfall 7)', () => {
    expect(bodyOf({ messages: between }).system).toEqual([text('A'), text('B'), text('C')]);
    expect(adjusted({ messages: between })).toEqual(['messages=moved']);
  });

  it('stay in place between turns where the model takes them, and only there', () => {
    const body = bodyOf({ messages: between }, 'claude-opus-4-8');
    expect(body.messages.map(({ role }) => role)).toEqual(['user', 'system', 'assistant', 'user']);
    expect(body.system).toEqual([text('A'), text('C')]);
  });

  it('never come between a call and its result', () => {
    const messages = [user('Go'), calling('a'), system('S'), tool('a'), user('Well?')];
    expect(bodyOf({ messages, tools: [fn('look')] }, 'claude-opus-4-8').system).toEqual([text('S')]);
  });

  it('become the question when there is no other message (pitfall 8)', () => {
    const body = bodyOf({ messages: [system('Be brief'), system('Say hi')] });
    expect(body.system).toEqual([text('Be brief')]);
    expect(body.messages).toEqual([{ role: 'user', content: [text('Say hi')] }]);
  });

  it('leave no empty system prompt behind', () => {
    expect(bodyOf({ messages: [system(' '), user('Hi')] })).not.toHaveProperty('system');
  });
});

describe('assistant turns', () => {
  it('put text before tool calls, also when two messages merge (pitfall 11)', () => {
    const messages = [user('Go'), assistant('First', { tool_calls: [call('a')] }), assistant('Second'), tool('a')];
    expect(messagesOf(messages)[1]?.content.map(({ type }) => type)).toEqual(['text', 'text', 'tool_use']);
  });

  it('keep a refusal as text', () => {
    const messages = [user('Hi'), assistant(null, { refusal: 'No.' }), user('Why?')];
    expect(messagesOf(messages)[1]?.content).toEqual([text('No.')]);
  });

  it('accept our own answers sent back, with all their extra fields', () => {
    const echoed = {
      ...assistant('Hi'),
      refusal: null,
      annotations: [],
      audio: null,
      function_call: null,
      reasoning_content: 'x',
    };
    expect(messagesOf([user('Hello'), echoed, user('More')])[1]).toEqual({ role: 'assistant', content: [text('Hi')] });
  });
});

it('replaces half an emoji, which upstream refuses, and keeps whole ones', () => {
  expect(messagesOf([user('a\ud83d b😀')])[0]?.content).toEqual([text('a\ufffd b😀')]);
});

it('reports that the names of speakers do not reach the model', () => {
  const named = (role: string) => ({ role, content: 'Hi', name: 'ada' });
  const messages = [named('system'), named('user'), named('assistant'), user('Go on')];
  expect(adjusted({ messages })).toEqual(['messages.name=dropped']);
  expect(adjusted({ messages: [user('Hi')] })).toEqual([]);
});
