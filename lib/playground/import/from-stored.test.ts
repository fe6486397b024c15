import { expect, it } from 'vitest';
import { fromStored } from './from-stored.ts';
import { importText } from './import-text.ts';

const request = JSON.stringify({
  model: 'claude-sonnet-4-6',
  messages: [{ role: 'user', content: 'Hello' }],
  top_p: 0.5,
});

function open(content: Parameters<typeof fromStored>[0]) {
  let next = 0;
  const imported = importText(fromStored(content), () => `id${next++}`);
  if (imported.kind !== 'request') throw new Error('It was not imported.');
  return imported;
}

it('opens a stored request with its answer as the last message', () => {
  const blocks = [
    { type: 'thinking', thinking: 'Hm.', signature: 'sig' },
    { type: 'text', text: 'Hi. ' },
    { type: 'text', text: 'Again.' },
    { type: 'tool_use', id: 'call_1', name: 'f', input: {}, rawInput: '{"a": 1.50}' },
  ];
  const { column, notes } = open({ request, answer: { blocks, stopReason: 'tool_use' } });
  expect(notes).toEqual([]);
  expect(column.settings).toMatchObject({ top_p: 0.5 });
  expect(column.messages).toMatchObject([
    { role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
    {
      role: 'assistant',
      parts: [{ type: 'text', text: 'Hi. Again.' }],
      toolCalls: [{ id: 'call_1', arguments: '{"a": 1.50}' }],
      reasoning: [{ type: 'reasoning.text', text: 'Hm.', signature: 'sig' }],
    },
  ]);
});

it('opens a request without an answer unchanged', () => {
  expect(open({ request, answer: null }).column.messages).toHaveLength(1);
  expect(fromStored({ request: 'no JSON', answer: null })).toBe('no JSON');
});
