import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWatch, overduePhase, type Watched } from './deadline.ts';

const watched: Watched = {
  totalAt: 900_000,
  quietSince: 1_000,
  quietMs: 90_000,
  quietPhase: 'idle',
  isPaused: false,
  place: -1,
  expire: () => {},
};

describe('deadlines', () => {
  it('ends silence in the phase it happened in', () => {
    expect(overduePhase(watched, 90_999)).toBeNull();
    expect(overduePhase(watched, 91_000)).toBe('idle');
    expect(overduePhase({ ...watched, quietPhase: 'first_byte' }, 91_000)).toBe('first_byte');
  });

  it('does not blame upstream for a reader that is slow', () => {
    expect(overduePhase({ ...watched, isPaused: true }, 500_000)).toBeNull();
  });

  it('ends a stream that pings for ever', () => {
    expect(overduePhase({ ...watched, quietSince: 899_999 }, 900_000)).toBe('total');
    expect(overduePhase({ ...watched, isPaused: true }, 900_000)).toBe('total');
  });
});

describe('a watch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('expires all requests whose time is up, except those that left, in any order of joining and leaving', () => {
    const expired: string[] = [];
    const watch = createWatch({ tickMs: 10, now: () => 900_000 });
    const join = (name: string): Watched => {
      const one: Watched = {
        ...watched,
        expire: () => {
          expired.push(name);
          watch.remove(one);
        },
      };
      watch.add(one);
      return one;
    };
    const [first, , third] = ['first', 'second', 'third', 'fourth'].map(join) as [Watched, Watched, Watched];
    watch.remove(first);
    watch.remove(third);
    watch.remove(first);
    vi.advanceTimersByTime(50);
    expect(expired.toSorted()).toEqual(['fourth', 'second']);
  });
});
