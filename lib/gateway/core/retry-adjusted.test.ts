import { expect, it, vi } from 'vitest';
import { parseChatRequest } from '../dialects/chat/schema/request.ts';
import { UpstreamError } from '../messages/failure.ts';
import type { MessagesRequest } from '../messages/request.ts';
import { withRemedy } from './retry-adjusted.ts';

const user = { role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] };
const thought = { type: 'thinking' as const, thinking: 'hm', signature: 'forged' };
const call = { type: 'tool_use' as const, id: 'a', name: 'f', input: {} };
const body: MessagesRequest = {
  model: 'm',
  max_tokens: 10,
  temperature: 0.5,
  top_p: 0.9,
  messages: [user, { role: 'assistant', content: [thought, call] }],
};

const asked = () => ({
  chat: parseChatRequest({ model: 'm', messages: [{ role: 'user', content: 'Hi' }] }),
  translated: { body, adjustments: [] },
  call: { headers: {} },
});

const refusal = (message: string) =>
  new UpstreamError({
    kind: 'error',
    status: 400,
    type: 'invalid_request_error',
    errorCode: null,
    message,
    retryAfterSeconds: null,
  });

it('asks again without sampling when a model turns out to refuse it', async () => {
  const ask = vi
    .fn()
    .mockRejectedValueOnce(refusal('`temperature` is deprecated for this model.'))
    .mockResolvedValueOnce('answer');
  expect(await withRemedy(asked(), ask)).toBe('answer');
  expect(ask.mock.lastCall).toEqual([{ model: 'm', max_tokens: 10, messages: body.messages }]);
});

it('asks again without replayed thinking when upstream rejects its signature', async () => {
  const ask = vi
    .fn()
    .mockRejectedValueOnce(refusal('messages.1.content.0: Invalid `signature` in `thinking` block'))
    .mockResolvedValueOnce('answer');
  await withRemedy(asked(), ask);
  expect(ask.mock.lastCall).toEqual([{ ...body, messages: [user, { role: 'assistant', content: [call] }] }]);
});

it('asks at most twice, and not again for what the customer has to change', async () => {
  const again = refusal('`temperature` is deprecated for this model.');
  await expect(withRemedy(asked(), vi.fn().mockRejectedValue(again))).rejects.toBe(again);
  const ask = vi.fn().mockRejectedValue(refusal('prompt is too long: 5 tokens > 4 maximum'));
  await expect(withRemedy(asked(), ask)).rejects.toThrow();
  expect(ask).toHaveBeenCalledTimes(1);
});
