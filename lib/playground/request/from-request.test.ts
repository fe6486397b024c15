import { describe, expect, it } from 'vitest';
import { countingIds, draftOf } from '../testing/drafts.ts';
import { fromRequest } from './from-request.ts';
import { toRequest } from './to-request.ts';

const read = (body: object) =>
  fromRequest({ model: 'anthropic/claude-sonnet-4-6', messages: [], ...body }, countingIds());
const again = (body: object) => {
  const { column, files } = read(body);
  const whole = draftOf(column);
  const attachments = new Map(files.map(({ file, dataUrl }) => [file.id, dataUrl]));
  return toRequest(whole, whole.columns[0] as never, { attachments }).body;
};
const notes = (body: object) => read(body).notes.map(({ path, kind }) => `${path}: ${kind}`);

describe('older and other spellings are read', () => {
  it('of limits, users and stops', () => {
    expect(again({ max_tokens: 5, max_completion_tokens: 9, safety_identifier: 'u', stop: 'x' })).toMatchObject({
      ...{ max_tokens: 9, user: 'u', stop: ['x'] },
    });
  });

  it('of functions and their calls', () => {
    const body = again({
      functions: [{ name: 'look', parameters: { type: 'object' } }],
      function_call: { name: 'look' },
      messages: [
        { role: 'assistant', content: null, function_call: { name: 'look', arguments: '{}' } },
        { role: 'function', name: 'look', content: 'ok' },
      ],
    });
    expect(body).toMatchObject({
      tools: [{ type: 'function', function: { name: 'look' } }],
      tool_choice: { type: 'function', function: { name: 'look' } },
      messages: [{ tool_calls: [{ id: 'call_1' }] }, { role: 'tool', tool_call_id: 'call_1' }],
    });
  });

  it('of flat tools and choices', () => {
    expect(
      again({
        tools: [{ type: 'function', name: 'look', parameters: {} }],
        tool_choice: { type: 'function', name: 'look' },
      }),
    ).toMatchObject({
      tools: [{ type: 'function', function: { name: 'look', parameters: {} } }],
      tool_choice: { type: 'function', function: { name: 'look' } },
    });
    expect(
      again({ tools: [{ type: 'custom', name: 'sh', format: { type: 'text' } }], tool_choice: 'any' }),
    ).toMatchObject({
      tools: [{ type: 'custom', custom: { name: 'sh' } }],
      tool_choice: 'required',
    });
  });

  it('of thinking', () => {
    const format = 'anthropic-claude-v1';
    expect(again({ reasoning: { effort: 'low' } })).toMatchObject({ reasoning_effort: 'low' });
    expect(again({ reasoning: { max_tokens: 2_000 } })).toMatchObject({
      thinking: { type: 'enabled', budget_tokens: 2_000 },
    });
    const thinking_blocks = [
      { type: 'thinking', thinking: 'Hm', signature: 's' },
      { type: 'redacted_thinking', data: 'd' },
    ];
    expect(again({ messages: [{ role: 'assistant', content: 'x', thinking_blocks }] }).messages[0]).toMatchObject({
      reasoning_details: [
        { type: 'reasoning.text', text: 'Hm', signature: 's', format },
        { type: 'reasoning.encrypted', data: 'd', format },
      ],
    });
  });

  it('of messages', () => {
    const messages = [
      { role: 'developer', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: 'Hi', prompt_cache_breakpoint: { mode: 'x' } }] },
      { role: 'user', content: [{ type: 'image_url', image_url: 'https://example.com/a.png' }] },
      { role: 'assistant', content: '', refusal: 'No.' },
      { role: 'tool', tool_call_id: 'c', content: { a: 1 } },
    ];
    expect(again({ messages }).messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: 'Hi', cache_control: { type: 'ephemeral' } }] },
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] },
      { role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] },
      { role: 'tool', tool_call_id: 'c', content: '{"a":1}' },
    ]);
  });
});

describe('fields without a place in a draft are noted', () => {
  it.each([
    [{ seed: 1, logprobs: true, store: false }, ['seed: no_effect', 'logprobs: no_effect', 'store: no_effect']],
    [{ magic: 1, stream: true, stream_options: {}, n: 1 }, ['magic: unknown']],
    [{ n: 2, modalities: ['audio'] }, ['n: unsupported', 'modalities: unsupported']],
    [{ temperature: 'hot', stop: [1] }, ['temperature: invalid', 'stop: invalid']],
    [{ service_tier: 'flex' }, ['service_tier: no_effect']],
    [{ tools: [{ type: 'web_search' }] }, ['tools[0].type: invalid']],
    [{ messages: [{ role: 'user', name: 'Ann', content: 'x' }] }, ['messages[0].name: no_effect']],
    [{ messages: [{ role: 'alien', content: 'x' }] }, ['messages[0].role: invalid', 'messages[0].content: unknown']],
    [
      { messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: {} }] }] },
      ['messages[0].content[0]: unsupported'],
    ],
    [
      { messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: 'f' } }] }] },
      ['messages[0].content[0].file.file_id: unsupported', 'messages[0].content[0]: invalid'],
    ],
    [
      {
        messages: [
          { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://a.b', detail: 'low' } }] },
        ],
      },
      ['messages[0].content[0].image_url.detail: no_effect'],
    ],
  ])('%j', (body, expected) => expect(notes(body)).toEqual(expected));
});

it('files leave the request and are named by their id', () => {
  const pdf = 'data:application/pdf;base64,JVBERi0=';
  const content = [{ type: 'file', file: { filename: 'a.pdf', file_data: pdf } }];
  const { column, files } = read({ messages: [{ role: 'user', content }] });
  expect(files).toEqual([{ file: { id: 'id1', name: 'a.pdf', mediaType: 'application/pdf', bytes: 5 }, dataUrl: pdf }]);
  expect(JSON.stringify(column)).not.toContain('JVBERi0');
});
