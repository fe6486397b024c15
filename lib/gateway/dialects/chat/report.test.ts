import { expect, it } from 'vitest';
import { reportOf } from './chat.ts';
import { parseChatRequest } from './schema/request.ts';

const adjustments = [{ param: 'seed', action: 'dropped' as const, reason: 'No model has one.' }];
const report = (include_adjustments?: boolean | null) => {
  const messages = [{ role: 'user', content: 'Hi' }];
  const chat = parseChatRequest({ model: 'claude-haiku-4-5', messages, include_adjustments });
  return reportOf(chat, adjustments);
};

it('is in the body only on request', () => {
  expect(report(true)).toEqual({ tokenhub: { adjustments } });
  for (const wish of [false, null, undefined]) expect(report(wish)).toEqual({});
});
