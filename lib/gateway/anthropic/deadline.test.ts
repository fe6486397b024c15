import { describe, expect, it } from 'vitest';
import { overduePhase, type Watched } from './deadline.ts';

const watched: Watched = {
  totalAt: 900_000,
  quietSince: 1_000,
  quietMs: 90_000,
  quietPhase: 'idle',
  isPaused: false,
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
