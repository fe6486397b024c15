import { describe, expect, it } from 'vitest';
import { adjusted, assistant, bodyOf, call, fn, tool, translated, user } from '../testing/requests.ts';

const think = (fields: object, model?: string) => {
  const { thinking, output_config } = bodyOf({ max_tokens: 64_000, ...fields }, model);
  return { ...(thinking && { thinking }), ...(output_config && { effort: output_config.effort }) };
};
const adaptive = (effort?: string) => ({
  thinking: { type: 'adaptive', display: 'summarized' },
  ...(effort && { effort }),
});
const enabled = (budget_tokens: number) => ({ thinking: { type: 'enabled', budget_tokens, display: 'summarized' } });

describe('reasoning_effort, by class of model', () => {
  it.each([
    ['claude-sonnet-4-5', undefined, {}],
    ['claude-sonnet-4-5', 'none', {}],
    ['claude-sonnet-4-5', 'minimal', enabled(1_024)],
    ['claude-sonnet-4-5', 'low', enabled(2_048)],
    ['claude-haiku-4-5', 'medium', enabled(4_096)],
    ['claude-haiku-4-5', 'high', enabled(16_384)],
    ['claude-haiku-4-5', 'max', enabled(32_000)],
    ['claude-opus-4-5', 'low', { ...enabled(2_048), effort: 'low' }],
    ['claude-opus-4-5', 'xhigh', { ...enabled(32_000), effort: 'high' }],
    ['claude-opus-4-6', undefined, {}],
    ['claude-opus-4-6', 'none', {}],
    ['claude-opus-4-6', 'minimal', adaptive('low')],
    ['claude-sonnet-4-6', 'high', adaptive('high')],
    ['claude-opus-4-6', 'xhigh', adaptive('high')],
    ['claude-opus-4-6', 'max', adaptive('max')],
    ['claude-opus-4-7', 'xhigh', adaptive('xhigh')],
    ['claude-sonnet-5', undefined, {}],
    ['claude-sonnet-5', 'none', { thinking: { type: 'disabled' } }],
    ['claude-sonnet-5', 'medium', adaptive('medium')],
    ['claude-opus-5-5', undefined, {}],
    ['claude-opus-5-5', 'none', { effort: 'low' }],
    ['claude-opus-5-5', 'high', adaptive('high')],
    ['claude-sonnet-5-5', 'none', { thinking: { type: 'between_tools' } }],
    ['claude-3-5-haiku-latest', 'high', {}],
  ])('%s, %s', (model, reasoning_effort, expected) => expect(think({ reasoning_effort }, model)).toEqual(expected));

  it.each([
    ['claude-opus-4-6', 'xhigh', 'reasoning_effort=mapped'],
    ['claude-opus-5-5', 'none', 'reasoning_effort=mapped'],
    ['claude-3-5-sonnet-latest', 'low', 'reasoning_effort=dropped'],
  ])('reports on %s what became of %s', (model, reasoning_effort, report) => {
    expect(adjusted({ reasoning_effort }, model)).toEqual([report]);
  });
});

describe('the form of thinking', () => {
  const asked = [
    { thinking: { type: 'enabled', budget_tokens: 10_000 } },
    { reasoning: { max_tokens: 10_000 } },
    { thinking: { type: 'adaptive' } },
    { reasoning: { enabled: true } },
    { reasoning_effort: 'high' },
  ];

  it.each(asked)('is never `enabled` on a model that refuses it: %j (pitfall 57)', (fields) => {
    for (const model of [
      'claude-opus-4-7',
      'claude-opus-4-8',
      'claude-sonnet-5',
      'claude-opus-5-5',
      'claude-sonnet-5-5',
    ]) {
      expect(think(fields, model)).toMatchObject({ thinking: { type: 'adaptive' } });
    }
  });

  it('is decided by the model last, also for reasoning.max_tokens (pitfall 58)', () => {
    expect(think({ reasoning: { max_tokens: 10_000 } }, 'claude-opus-4-7')).toEqual(adaptive('high'));
    expect(think({ reasoning: { max_tokens: 10_000 } }, 'claude-haiku-4-5')).toEqual(enabled(10_000));
  });

  it.each(asked)('is never `adaptive` where a budget is wanted: %j', (fields) => {
    expect(think(fields, 'claude-sonnet-4-5')).toMatchObject({ thinking: { type: 'enabled' } });
  });

  it('follows the effort of another spelling', () => {
    expect(think({ thinking: { type: 'adaptive' }, reasoning_effort: 'low' })).toEqual(adaptive('low'));
  });

  it.each([{ thinking: { type: 'disabled' } }, { reasoning: { enabled: false } }, { reasoning: { effort: 'none' } }])(
    'is off for %j',
    (fields) => {
      expect(think(fields, 'claude-sonnet-5')).toEqual({ thinking: { type: 'disabled' } });
    },
  );

  it('is hidden on request, and shown only when asked for', () => {
    const hidden = translated({ reasoning: { effort: 'low', exclude: true }, max_tokens: 4_000 });
    expect(hidden.body.thinking).toEqual({ type: 'adaptive', display: 'omitted' });
    expect(hidden.plan.includesReasoning).toBe(false);
    expect(translated({ reasoning_effort: 'low' }).plan.includesReasoning).toBe(true);
    expect(translated({}, 'claude-opus-5-5').plan.includesReasoning).toBe(false);
  });
});

describe('include_reasoning', () => {
  const shown = (fields: object, model: string) => {
    const { body, plan } = translated(fields, model);
    return { thinking: body.thinking, isShown: plan.includesReasoning };
  };

  it.each(['claude-sonnet-5', 'claude-opus-5-5', 'claude-sonnet-5-5'])(
    'shows the thinking that %s does by default',
    (model) => {
      const thinking = { type: 'adaptive', display: 'summarized' };
      expect(shown({ include_reasoning: true }, model)).toEqual({ thinking, isShown: true });
    },
  );

  it('makes no model think that would not have', () => {
    for (const model of ['claude-opus-4-6', 'claude-opus-4-7', 'claude-haiku-4-5', 'claude-3-5-haiku-latest'])
      expect(shown({ include_reasoning: true }, model)).toEqual({ thinking: undefined, isShown: false });
    expect(shown({ include_reasoning: true, reasoning_effort: 'none' }, 'claude-sonnet-5').isShown).toBe(false);
  });

  it('hides when false, unless `reasoning.exclude` says otherwise', () => {
    const hidden = { thinking: { type: 'adaptive', display: 'omitted' }, isShown: false };
    expect(shown({ include_reasoning: false, reasoning: { effort: 'low' } }, 'claude-opus-4-6')).toEqual(hidden);
    expect(shown({ include_reasoning: true, reasoning: { exclude: true, effort: 'low' } }, 'claude-opus-4-6')).toEqual(
      hidden,
    );
    const { isShown } = shown(
      { include_reasoning: false, reasoning: { exclude: false, effort: 'low' } },
      'claude-opus-4-6',
    );
    expect(isShown).toBe(true);
  });

  it('is reported where it cannot be kept, as are schemas that cannot be enforced', () => {
    const fields = { include_reasoning: true, structured_outputs: true };
    expect(adjusted(fields, 'claude-3-5-haiku-latest')).toEqual([
      'include_reasoning=dropped',
      'structured_outputs=dropped',
    ]);
    expect(adjusted(fields, 'claude-opus-4-6')).toEqual([]);
  });
});

describe('room for thinking', () => {
  it('is a part of max_tokens: our budgets leave some for the answer, the customer’s own at least one token', () => {
    expect(think({ reasoning_effort: 'high', max_tokens: 5_000 }, 'claude-haiku-4-5')).toEqual(enabled(4_000));
    expect(
      think({ thinking: { type: 'enabled', budget_tokens: 9_000 }, max_tokens: 5_000 }, 'claude-haiku-4-5'),
    ).toEqual(enabled(4_999));
    expect(think({ reasoning_effort: 'low', max_tokens: 1_025 }, 'claude-haiku-4-5')).toEqual(enabled(1_024));
  });

  it('is not there below 1025 tokens, so a manual model does not think', () => {
    const fields = { reasoning_effort: 'high', max_tokens: 1_024 };
    expect(think(fields, 'claude-haiku-4-5')).toEqual({});
    expect(adjusted(fields, 'claude-haiku-4-5')).toEqual(['reasoning_effort=dropped']);
  });

  it.each([
    ['claude-opus-4-6', {}, 1_024],
    ['claude-opus-4-6', { reasoning_effort: 'low' }, 8_192],
    ['claude-haiku-4-5', { reasoning_effort: 'low' }, 8_192],
    ['claude-3-5-haiku-latest', { reasoning_effort: 'low' }, 1_024],
    ['claude-sonnet-5', {}, 8_192],
    ['claude-sonnet-5', { reasoning_effort: 'none' }, 1_024],
    ['claude-opus-5-5', { reasoning_effort: 'none' }, 8_192],
  ])('without a limit, %s with %j gets enough for an answer (pitfall 53)', (model, fields, expected) => {
    expect(bodyOf(fields, model).max_tokens).toBe(expected);
  });
});

describe('thinking and a forced call', () => {
  const fields = { tools: [fn('look')], tool_choice: 'required', reasoning_effort: 'low', max_tokens: 8_000 };

  it('exclude each other on manual models: the call wins', () => {
    expect(think(fields, 'claude-sonnet-4-5')).toEqual({});
    expect(adjusted(fields, 'claude-sonnet-4-5')).toEqual(['reasoning_effort=dropped']);
  });

  it('go together on adaptive models', () => {
    expect(bodyOf(fields)).toMatchObject({ thinking: { type: 'adaptive' }, tool_choice: { type: 'any' } });
  });
});

describe('replayed thinking', () => {
  const words = ' Let me\n see… é\u0301 ';
  const signed = { type: 'reasoning.text', text: words, signature: 'sig+/==', format: 'anthropic-claude-v1', index: 0 };
  const unsigned = { type: 'reasoning.text', text: 'Let', format: 'anthropic-claude-v1', index: 0 };
  const loop = (more: object) => [user('Go'), assistant(null, { tool_calls: [call('a')], ...more }), tool('a')];
  const replay = (more: object, model = 'claude-haiku-4-5') =>
    bodyOf({ messages: loop(more), tools: [fn('look')], reasoning_effort: 'low', max_tokens: 8_000 }, model);
  const thoughts = (more: object, model?: string) =>
    replay(more, model).messages[1]?.content.filter(({ type }) => type.endsWith('thinking'));

  it('that a tool loop came without switches manual thinking off (pitfall 80)', () => {
    expect(replay({})).not.toHaveProperty('thinking');
    expect(replay({ reasoning_details: [signed] })).toHaveProperty('thinking');
    expect(replay({}, 'claude-opus-4-6')).toHaveProperty('thinking');
  });

  it('that a loop lacks at its opening is not made good by a later step, also after words between results', () => {
    const thoughtful = assistant(null, { tool_calls: [call('b')], reasoning_details: [signed] });
    const messages = [...loop({}), user('And now?'), thoughtful, tool('b')];
    const fields = { messages, tools: [fn('look')], reasoning_effort: 'low', max_tokens: 8_000 };
    expect(bodyOf(fields, 'claude-haiku-4-5')).not.toHaveProperty('thinking');
  });

  it('that opens a loop is enough for its later steps (pitfall 80)', () => {
    const messages = [
      ...loop({ reasoning_details: [signed] }),
      assistant(null, { tool_calls: [call('b')] }),
      tool('b'),
    ];
    const fields = { messages, tools: [fn('look')], reasoning_effort: 'low', max_tokens: 8_000 };
    expect(bodyOf(fields, 'claude-haiku-4-5')).toHaveProperty('thinking');
  });

  it('is looked for in the turn that is sent, not in the messages it was made of (pitfall 80)', () => {
    const messages = [user('Go'), assistant(null, { tool_calls: [call('a')] }), assistant('Hm'), tool('a')];
    const fields = { messages, tools: [fn('look')], reasoning_effort: 'low', max_tokens: 8_000 };
    expect(bodyOf(fields, 'claude-haiku-4-5')).not.toHaveProperty('thinking');
  });

  it('goes back byte for byte, first in its turn (pitfall 81)', () => {
    expect(replay({ reasoning_details: [signed], content: 'So' }).messages[1]?.content).toEqual([
      { type: 'thinking', thinking: words, signature: 'sig+/==' },
      { type: 'text', text: 'So' },
      { type: 'tool_use', id: 'a', name: 'look', input: {} },
    ]);
  });

  it.each([
    { reasoning_content: 'Let me see' },
    { reasoning_details: [unsigned] },
    { reasoning_details: [{ ...signed, signature: '' }] },
    { reasoning_details: [{ ...signed, format: 'openai-responses-v1' }] },
    { reasoning_details: [{ type: 'reasoning.summary', summary: 'x' }] },
  ])('without upstream’s signature is left out: %j (pitfall 82)', (more) => {
    expect(thoughts(more, 'claude-opus-4-6')).toEqual([]);
  });

  it('comes from the list that is signed (pitfall 83)', () => {
    const thinking_blocks = [
      { type: 'thinking', thinking: words, signature: 'sig+/==' },
      { type: 'redacted_thinking', data: 'xyz' },
    ];
    expect(thoughts({ reasoning_details: [unsigned], thinking_blocks })).toEqual(thinking_blocks);
    expect(thoughts({ reasoning_details: [signed], thinking_blocks })).toEqual([thinking_blocks[0]]);
  });

  it('is one block each, however a client repeats its fragments (pitfall 84)', () => {
    expect(thoughts({ reasoning_details: [unsigned, unsigned, signed, signed] })).toHaveLength(1);
  });

  it('may be redacted, or empty with a signature', () => {
    const reasoning_details = [
      { type: 'reasoning.encrypted', data: 'xyz' },
      { ...signed, text: '' },
    ];
    expect(thoughts({ reasoning_details })).toEqual([
      { type: 'redacted_thinking', data: 'xyz' },
      { type: 'thinking', thinking: '', signature: 'sig+/==' },
    ]);
  });

  it('is left out, and reported, when the model does not think', () => {
    const fields = { messages: loop({ reasoning_details: [signed] }), tools: [fn('look')] };
    expect(bodyOf(fields).messages[1]?.content).toHaveLength(1);
    expect(adjusted(fields)).toEqual(['reasoning_details=dropped']);
  });

  it('alone makes no assistant turn', () => {
    const messages = [user('Hi'), assistant('', { reasoning_details: [signed] }), user('Hello?')];
    expect(bodyOf({ messages }, 'claude-sonnet-5').messages).toHaveLength(1);
  });
});
