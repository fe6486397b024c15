import { describe, expect, it } from 'vitest';
import type { Column, Draft } from '../document.ts';
import { columnOf, draftOf, message, tool } from '../testing/drafts.ts';
import { toRequest } from './to-request.ts';

const asked = (column: Partial<Column>, draft: Partial<Draft> = {}, rowId?: string) => {
  const whole = draftOf({ messages: [message('q', 'user', 'Hi')], ...column }, draft);
  return toRequest(whole, columnOf(whole), rowId === undefined ? {} : { rowId });
};
const problems = (column: Partial<Column>) => asked(column).problems.map(({ path, kind }) => `${kind} ${path}`);

describe('the request of a column', () => {
  it('is as short as a person would write it', () => {
    expect(asked({}).body).toEqual({
      model: 'anthropic/claude-sonnet-4-6',
      messages: [{ role: 'user', content: 'Hi' }],
    });
  });

  it('has only parameters that the model supports', () => {
    const settings = { temperature: 0.2, top_k: 4, max_tokens: 9 };
    const { body } = asked({ model: 'anthropic/claude-opus-4-7', settings });
    expect(body).toMatchObject({ max_tokens: 9 });
    expect(Object.keys(body).sort()).toEqual(['max_tokens', 'messages', 'model']);
  });

  it('omits tools that are switched off, and then `tool_choice` too', () => {
    const settings = { tool_choice: 'required', parallel_tool_calls: false } as const;
    const { body } = asked({ tools: [tool('look', { isOn: false })], settings });
    expect(Object.keys(body)).toEqual(['model', 'messages']);
  });

  it('replaces variables in the user’s messages, with values of the chosen row', () => {
    const messages = [
      message('s', 'system', 'You are {{role}}.'),
      message('a', 'assistant', '{{role}}', { runId: 'r' }),
    ];
    const draft = { variables: { role: 'kind' }, rows: [{ id: 'r1', values: { role: 'strict' } }] };
    expect(asked({ messages }, draft).body.messages.map(({ content }) => content)).toEqual([
      'You are kind.',
      '{{role}}',
    ]);
    expect(asked({ messages }, draft, 'r1').body.messages[0]).toMatchObject({ content: 'You are strict.' });
  });
});

describe('the problems of a request', () => {
  it('name everything the API would reject', () => {
    expect(problems({ model: 'gpt-9' })).toEqual(['unknown_model model']);
    expect(problems({ messages: [message('q', 'user', ' ')] })).toEqual(['no_messages messages']);
    expect(problems({ tools: [tool('a b'), tool('x', { parameters: '{' }), tool('x')] })).toEqual([
      'invalid_name tools[0].function.name',
      'invalid_json tools[1].function.parameters',
      'duplicate_name tools[2].function.name',
    ]);
    expect(
      problems({
        format: { type: 'json_schema', schema: { name: '', description: '', isStrict: null, schema: '[]' } },
      }),
    ).toEqual(['invalid_json response_format.json_schema.schema']);
    expect(
      problems({ tools: [tool('x')], settings: { tool_choice: { type: 'function', function: { name: 'y' } } } }),
    ).toEqual(['missing_tool tool_choice']);
  });

  it('name the calls without a result', () => {
    const call = (id: string) => ({ id, kind: 'function' as const, name: 'look', arguments: '{}' });
    const messages = [
      message('a', 'assistant', '', { toolCalls: [call('1'), call('2')] }),
      message('t', 'tool', 'ok', { toolCallId: '2' }),
      message('q', 'user', 'So?'),
    ];
    expect(problems({ messages })).toEqual(['unanswered_call messages[0].tool_calls[0]']);
  });

  it('name the missing files', () => {
    const file = { id: 'f', name: 'a.png', mediaType: 'image/png', bytes: 3 };
    const messages = [
      message('q', 'user', 'Hi', {
        parts: [
          { type: 'text', text: 'Hi' },
          { type: 'image', file },
        ],
      }),
    ];
    expect(problems({ messages })).toEqual(['missing_attachment messages[0].content[1].image_url.url']);
  });
});
