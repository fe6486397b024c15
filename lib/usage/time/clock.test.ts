import { describe, expect, it } from 'vitest';
import { ZONES } from '../testing/ranges.ts';
import { clockOf, findZone, HOUR_MS, offsetAt, toInstant, toWallTime } from './clock.ts';

const at = (text: string): number => Date.parse(text);

it('a clock finds every change that sampling each half day finds', () => {
  const [from, to] = [at('2025-06-01'), at('2027-06-01')];
  const wrong = ZONES.flatMap((zone) => {
    const clock = clockOf(zone, from, to);
    const moments = Array.from({ length: (to - from) / (12 * HOUR_MS) }, (_, index) => from + index * 12 * HOUR_MS);
    return moments.filter((moment) => toWallTime(clock, moment) - moment !== offsetAt(zone, moment)).map(() => zone);
  });
  expect(wrong).toEqual([]);
});

describe('a time of day in Berlin', () => {
  const clock = clockOf('Europe/Berlin', at('2026-01-01'), at('2026-12-31'));
  it.each([
    ['2026-03-29T01:59Z', '2026-03-29T00:59Z'],
    ['2026-03-29T02:30Z', '2026-03-29T01:00Z'], // skipped: the moment of the change
    ['2026-03-29T03:00Z', '2026-03-29T01:00Z'],
    ['2026-10-25T02:30Z', '2026-10-25T00:30Z'], // twice: the first of the two
    ['2026-10-25T03:00Z', '2026-10-25T02:00Z'],
  ])('%s is the moment %s', (wall, moment) => expect(toInstant(clock, at(wall))).toBe(at(moment)));
});

it.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['UTC', 'UTC'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['Mars/Olympus', null],
  ['+02:00', null],
  ['', null],
  ["UTC'; --", null],
])('the zone %j is %j', (name, expected) => expect(findZone(name)).toBe(expected));
