import { describe, expect, it } from 'vitest';
import { lastDays, startOfDay } from './days.ts';

describe('days are days in UTC', () => {
  it.each([
    ['2026-11-22T00:00:00.000Z', ['2026-11-21', '2026-11-22']],
    ['2026-11-22T23:59:59.999Z', ['2026-11-21', '2026-11-22']],
    ['2026-03-01T12:00:00.000Z', ['2026-02-28', '2026-03-01']],
  ])('at %s', (now, expected) => expect(lastDays(new Date(now), 2)).toEqual(expected));

  it('and begin at midnight', () => {
    expect(startOfDay(new Date('2026-01-01T00:30:00Z'), 1)).toEqual(new Date('2025-12-31T00:00:00Z'));
  });
});
