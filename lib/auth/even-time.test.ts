import { expect, it, vi } from 'vitest';
import { inEvenTime } from './even-time.ts';

it.each([
  ['succeeds', () => Promise.resolve('done')],
  ['fails', () => Promise.reject(new Error('not found'))],
])('takes the same time when the work %s', async (_, work) => {
  vi.useFakeTimers();
  const answered = vi.fn();
  inEvenTime(300, work).then(answered, answered);
  await vi.advanceTimersByTimeAsync(299);
  expect(answered).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(answered).toHaveBeenCalledOnce();
  vi.useRealTimers();
});
