import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';
import { parseScenario, scenarioOf } from './scenario.ts';
import { type Body, saying } from './testing/client.ts';
import { acceptMessages } from './validate/validate.ts';

function answerTo(content: unknown, more: Body = {}, directives = '') {
  const { request, model } = acceptMessages(saying(content, more));
  return answer(request, model, directives ? parseScenario(directives) : scenarioOf(request));
}

const wordsOf = (...asked: Parameters<typeof answerTo>): string =>
  answerTo(...asked)
    .blocks.map((block) => (block.type === 'text' ? block.text : ''))
    .join('');

const kindsOf = (...asked: Parameters<typeof answerTo>): string[] => answerTo(...asked).blocks.map(({ type }) => type);

const ADD = {
  name: 'add',
  input_schema: { type: 'object', properties: { a: { type: 'integer', minimum: 2 } }, required: ['a'] },
};
const use = { type: 'tool_use', id: 't1', name: 'add', input: { a: 2 } };
const result = (more: Body = {}) => ({ type: 'tool_result', tool_use_id: 't1', content: 'It is 4.', ...more });
const loop = (more: Body = {}) => ({
  messages: [
    { role: 'user', content: 'Add!' },
    { role: 'assistant', content: [use] },
    { role: 'user', content: [result(more)] },
  ],
});

describe('the default answer', () => {
  it('greets, names its model, and quotes', () => {
    expect(wordsOf('Good morning,\n  sandbox')).toBe(
      'Hello! This is the sandbox speaking for Claude Haiku 4.5; no real model was asked. You wrote: “Good morning, sandbox”.',
    );
  });

  it('quotes the beginning of a long message, in whole characters', () => {
    expect(wordsOf('🦤'.repeat(500))).toContain(`“${'🦤'.repeat(200)}…”`);
  });

  it('counts attachments', () => {
    const image = { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } };
    expect(wordsOf([image, image, { type: 'text', text: 'What is this?' }])).toContain('Attached: 2 image(s).');
  });

  it('repeats the result of a tool', () => {
    expect(wordsOf('', loop())).toContain('The tool answered “It is 4.”');
    expect(wordsOf('', loop({ is_error: true }))).toContain('The tool failed with “It is 4.”');
  });

  it('answers the user, not the prefill', () => {
    const messages = [
      { role: 'user', content: 'Name?' },
      { role: 'assistant', content: 'I am' },
    ];
    expect(wordsOf('', { messages })).toContain('“Name?”');
  });
});

describe('an answer in JSON', () => {
  const schema = {
    type: 'object',
    properties: { a: { type: 'integer' } },
    required: ['a'],
    additionalProperties: false,
  };

  it('is an instance of the schema asked for', () => {
    expect(JSON.parse(wordsOf('Hi', { output_config: { format: { type: 'json_schema', schema } } }))).toEqual({ a: 1 });
  });

  it.each(['Answer with exactly one JSON object, without a code fence.', 'Respond only with a valid JSON object.'])(
    'is an object when the system says: %s',
    (system) => {
      expect(JSON.parse(wordsOf('Hi', { system }))).toMatchObject({ answer: expect.stringContaining('“Hi”') });
    },
  );

  it('is not forced by a system prompt that only mentions JSON', () => {
    expect(wordsOf('Hi', { system: 'You know JSON well.' })).toMatch(/^Hello!/);
  });
});

describe('tools', () => {
  it('are left alone when the choice is the model’s', () => {
    expect(kindsOf('Hi', { tools: [ADD] })).toEqual(['text']);
  });

  it.each([{ type: 'any' }, { type: 'tool', name: 'add' }])(
    'are called when $type is forced, with arguments that fit',
    (tool_choice) => {
      const { blocks, stopReason } = answerTo('Hi', { tools: [ADD], tool_choice });
      expect(blocks).toMatchObject([{ type: 'tool_use', name: 'add', json: '{"a":2}' }]);
      expect(stopReason).toBe('tool_use');
    },
  );
});

describe('thinking', () => {
  it.each([
    ['claude-sonnet-4-6', {}, ['text']],
    ['claude-sonnet-4-6', { thinking: { type: 'adaptive' } }, ['thinking', 'text']],
    ['claude-opus-5', {}, ['thinking', 'text']],
    ['claude-opus-5', { thinking: { type: 'disabled' } }, ['text']],
    ['claude-sonnet-5-5', { thinking: { type: 'between_tools' } }, ['text']],
    ['claude-sonnet-5-5', { thinking: { type: 'between_tools' }, ...loop() }, ['thinking', 'text']],
  ])('of %s with %j', (model, more, kinds) => expect(kindsOf('Hi', { model, ...more })).toEqual(kinds));

  it('is shown up to 4.6, omitted later, and as asked for', () => {
    const thought = (model: string, display?: string) => {
      const [block] = answerTo('Hi', { model, thinking: { type: 'adaptive', ...(display ? { display } : {}) } }).blocks;
      return block?.type === 'thinking' && block.thinking !== '';
    };
    expect([thought('claude-opus-4-6'), thought('claude-opus-4-7')]).toEqual([true, false]);
    expect([thought('claude-opus-4-6', 'omitted'), thought('claude-opus-4-7', 'summarized')]).toEqual([false, true]);
  });

  it('is paid for whether shown or not, and counts toward the limit', () => {
    const shown = answerTo('Hi', { model: 'claude-opus-4-6', thinking: { type: 'adaptive' } });
    const omitted = answerTo('Hi', { model: 'claude-opus-4-6', thinking: { type: 'adaptive', display: 'omitted' } });
    expect(omitted.thinkingTokens).toBe(shown.thinkingTokens);
    expect(shown.outputTokens).toBeGreaterThan(shown.thinkingTokens);
    const cut = answerTo('Hi', { model: 'claude-opus-5', max_tokens: 3 });
    expect(cut).toMatchObject({ stopReason: 'max_tokens', outputTokens: 3, thinkingTokens: 3 });
    expect(cut.blocks.map(({ type }) => type)).toEqual(['thinking']);
  });

  it('can be sent back as it came', () => {
    const ask = { model: 'claude-opus-4-6', max_tokens: 4_000, thinking: { type: 'enabled', budget_tokens: 1_024 } };
    const [thought] = answerTo('Hi', ask).blocks;
    const messages = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: [thought, use] },
      { role: 'user', content: [result()] },
    ];
    expect(kindsOf('', { ...ask, messages })).toEqual(['thinking', 'text']);
  });
});

describe('limits', () => {
  it('is empty when the request only warms the cache', () => {
    expect(answerTo('Hi', { max_tokens: 0 })).toMatchObject({ blocks: [], stopReason: 'max_tokens', outputTokens: 0 });
  });

  it('stops where the window is full, on models that do', () => {
    const messages = [{ role: 'user', content: 'four'.repeat(199_992) }];
    expect(answerTo('', { messages })).toMatchObject({ stopReason: 'model_context_window_exceeded', outputTokens: 4 });
  });

  it('names the stop sequence that was met', () => {
    const met = answerTo('Hi', { stop_sequences: ['nobody', 'the sandbox'] });
    expect(met).toMatchObject({ stopReason: 'stop_sequence', stopSequence: 'the sandbox' });
    expect(met.blocks).toEqual([{ type: 'text', text: 'Hello! This is ' }]);
  });

  it('runs out of tokens before a stop sequence that lies beyond', () => {
    expect(answerTo('Hi', { stop_sequences: ['the sandbox'], max_tokens: 2 })).toMatchObject({
      stopReason: 'max_tokens',
      stopSequence: null,
    });
  });
});
