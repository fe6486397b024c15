import { describe, expect, it } from 'vitest';
import { type BackOff, type Tries, waitMs, withTry } from './back-off.ts';

const rule: BackOff = { free: 3, firstMs: 1_000, longestMs: 60_000, forgetMs: 600_000 };

/**
 * Fails `times` times, each as early as allowed.
 * @returns the waits between the tries, in seconds, and the tries remembered
 */
function guess(times: number) {
  let tries: Tries | undefined;
  let now = 0;
  const waits: number[] = [];
  for (let count = 0; count < times; count += 1) {
    const wait = waitMs(tries, rule, now);
    waits.push(wait / 1_000);
    now += wait;
    tries = withTry(tries, rule, now);
  }
  return { waits, tries: tries as Tries, now };
}

it('is zero at first, then doubles with each try, up to a limit', () => {
  expect(guess(12).waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]);
});

it('lets a guesser who never stops make fewer than 1 500 tries a day', () => {
  expect((24 * 3_600_000) / rule.longestMs).toBeLessThan(1_500);
  expect(guess(2_000).now).toBeGreaterThan(24 * 3_600_000);
});

describe('waiting', () => {
  it('ends at the announced moment', () => {
    const { tries, now } = guess(6);
    const wait = waitMs(tries, rule, now);
    expect(waitMs(tries, rule, now + wait - 1)).toBe(1);
    expect(waitMs(tries, rule, now + wait)).toBe(0);
  });

  it('never becomes longer than the limit, after any number of failures', () => {
    const { tries, now } = guess(500);
    expect(waitMs(tries, rule, now)).toBe(rule.longestMs);
  });
});

describe('time', () => {
  it('forgets one try after the other', () => {
    const { tries, now } = guess(6);
    expect(withTry(tries, rule, now + 2 * rule.forgetMs).count).toBe(6 - 2 + 1);
    expect(withTry(tries, rule, now + 100 * rule.forgetMs).count).toBe(1);
  });

  it('that runs backwards neither forgets tries nor throws', () => {
    const { tries, now } = guess(6);
    expect(withTry(tries, rule, now - 10 * rule.forgetMs).count).toBe(7);
  });
});
