import { expect, it, vi } from 'vitest';
import { withConstantTime } from './constant-time-delay.ts';

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it.each([
  ['nothing', 300, () => Promise.resolve('done')],
  ['nothing and fails', 300, () => Promise.reject(new Error('not found'))],
  ['as long as others', 300, () => after(299)],
  ['longer', 600, () => after(301)],
])('answers at a whole step when the work takes %s', async (_, ms, work) => {
  vi.useFakeTimers();
  const answered = vi.fn();
  withConstantTime(300, work).then(answered, answered);
  await vi.advanceTimersByTimeAsync(ms - 1);
  expect(answered).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(answered).toHaveBeenCalledOnce();
  vi.useRealTimers();
});
