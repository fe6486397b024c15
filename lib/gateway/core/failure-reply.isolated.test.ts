import { beforeAll, expect, it, vi } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { chat as dialect } from '../dialects/chat/chat.ts';
import { openContext } from './context.ts';

const WAITING = new AbortController().signal;
const context = openContext();
let replies: typeof import('./failure-reply.ts');
let logged: ReturnType<typeof vi.spyOn>;
beforeAll(async () => {
  vi.stubEnv('PUBLIC_URL', 'https://hub.example');
  replies = await import('./failure-reply.ts');
  const { log } = await import('#lib/log.ts');
  logged = vi.spyOn(log, 'error').mockReturnValue(undefined);
});

const TELL = {
  'before the first byte': (error: unknown, signal = WAITING) =>
    replies.toFailureReply(error, { context, signal, dialect }).body,
  'within a stream': (error: unknown, signal = WAITING) => replies.toFailureEvent(error, { context, signal, dialect }),
};

it.each(Object.entries(TELL))('a bug %s is logged with its cause, and reported without it', (_, tell) => {
  const bug = new TypeError('x is not a function');
  const told = tell(bug);
  expect(told).toContain('"code":"internal"');
  expect(told).not.toContain('x is not');
  expect(logged).toHaveBeenLastCalledWith({ err: bug, requestId: context.requestId }, expect.any(String));
});

it.each(Object.entries(TELL))('a failure %s leads to the page of its code, and is no bug', (_, tell) => {
  logged.mockClear();
  expect(tell(new AppError('overloaded', 'Please retry.'))).toContain(
    '"doc_url":"https://hub.example/en/docs/errors/overloaded"',
  );
  tell(new TypeError('broken'), AbortSignal.abort());
  expect(logged).not.toHaveBeenCalled();
});
