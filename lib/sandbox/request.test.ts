import { expect, it } from 'vitest';
import type { Message } from '#lib/gateway/messages/request.ts';
import { toTurns } from './request.ts';

const message = (role: Message['role'], ...texts: string[]): Message => ({
  role,
  content: texts.map((text) => ({ type: 'text', text })),
});

it('reads neighbours of one role as one turn, and leaves the messages as they were', () => {
  const messages = [message('user', 'a'), message('user', 'b', 'c'), message('user', 'd'), message('assistant', 'e')];
  const before = structuredClone(messages);
  const turns = toTurns(messages).map(({ first, last, blocks }) => [first, last, blocks.length]);
  expect(turns).toEqual([
    [0, 2, 4],
    [3, 3, 1],
  ]);
  expect(messages).toEqual(before);
});

it('takes a hundred thousand messages in its stride', () => {
  const messages = Array.from({ length: 100_000 }, () => message('user', 'a'));
  expect(toTurns(messages)[0]?.blocks).toHaveLength(100_000);
});
