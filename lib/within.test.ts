import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { within } from './within.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = new Promise<string>(() => {});
const tooLate = () => {
  throw new Error('too late');
};

it('returns the result of the work, and leaves no timer behind', async () => {
  expect(await within(10, Promise.resolve('done'), tooLate)).toBe('done');
  await expect(within(10, Promise.reject(new Error('failed')), tooLate)).rejects.toThrow('failed');
  expect(vi.getTimerCount()).toBe(0);
});

it('returns the late value, or throws the late error, after the time limit', async () => {
  const said = within(10, never, () => 'silence');
  const thrown = expect(within(10, never, tooLate)).rejects.toThrow('too late');
  vi.advanceTimersByTime(10);
  expect(await said).toBe('silence');
  await thrown;
});

it('ignores work that fails after its time', async () => {
  const work = Promise.withResolvers<string>();
  const said = within(10, work.promise, () => 'silence');
  vi.advanceTimersByTime(10);
  work.reject(new Error('at last'));
  expect(await said).toBe('silence');
});
