import { describe, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { AppError } from '#lib/errors.ts';
import type { StreamEvent } from '#lib/gateway/messages/events.ts';
import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import type { Seen, Story } from './story.ts';
import { tellRun } from './tell.ts';

const CHUNK = 'data: {"choices":[]}\n\n';
const BODY: MessagesRequest = { model: 'claude', max_tokens: 1, messages: [] };
const PING: StreamEvent = { type: 'ping' };

/** Creates a story with these response texts and one upstream event before each. */
function storyOf(texts: readonly string[], failure?: unknown) {
  const seen: Seen[] = [
    { kind: 'received', text: '{"model":"x"}', atMs: 0 },
    { kind: 'sent', upstream: 'sandbox', body: BODY, adjustments: [], atMs: 1 },
  ];
  const state = { isLeft: false };
  async function* answer() {
    try {
      for (const text of texts) {
        seen.push({ kind: 'events', events: [PING], atMs: 2 });
        yield text;
      }
      if (failure) throw failure;
    } finally {
      state.isLeft = true;
    }
  }
  const story: Story = { requestId: 'req_1', takeSeen: () => seen.splice(0), texts: Promise.resolve(answer()) };
  return { story, state };
}

const tell = (story: Story, more: Partial<Parameters<typeof tellRun>[0]> = {}) =>
  tellRun({
    ...{ story, elapsedMs: () => 3, onFailure: () => {} },
    readEnding: async () => ({ receipt: { cost_usd: '0.1' }, balance: nanoUsd(5n) }),
    ...more,
  });

/** Returns the names of the events, in order. */
async function namesOf(told: AsyncIterable<string>): Promise<string[]> {
  let text = '';
  for await (const piece of told) text += piece;
  return [...text.matchAll(/^event: (\w+)$/gm)].map(([, name = '']) => name);
}

describe('the events of a run', () => {
  it('are in order, and end with the receipt', async () => {
    const names = await namesOf(tell(storyOf([CHUNK, 'data: [DONE]\n\n']).story));
    expect(names).toEqual(['prepared', 'upstream', 'chunk', 'upstream', 'chunk', 'settled', 'end']);
  });

  it('contain the request as received and as sent', async () => {
    const { value } = await tell(storyOf([]).story).next();
    expect(JSON.parse(String(value).split('data: ')[1] ?? '')).toEqual({
      ...{ requestId: 'req_1', openai: { model: 'x' }, anthropic: BODY, adjustments: [] },
    });
  });

  it('contain no receipt when none is recorded', async () => {
    const names = await namesOf(tell(storyOf([CHUNK]).story, { readEnding: async () => null }));
    expect(names).toEqual(['prepared', 'upstream', 'chunk', 'end']);
  });

  it('contain errors before and after the first text', async () => {
    const refused = new AppError('overloaded', 'Overloaded.');
    expect(await namesOf(tell(storyOf([], refused).story))).toEqual(['prepared', 'problem', 'settled', 'end']);
    const late = await namesOf(tell(storyOf([CHUNK, 'data: {"error":{"message":"Lost."}}\n\n']).story));
    expect(late).toEqual(['prepared', 'upstream', 'chunk', 'upstream', 'chunk', 'problem', 'settled', 'end']);
  });

  it('end the answer even when the client leaves', async () => {
    const { story, state } = storyOf([CHUNK, CHUNK]);
    const told = tell(story);
    await told.next();
    await told.next();
    await told.return();
    expect(state.isLeft).toBe(true);
  });
});
