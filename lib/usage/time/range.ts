import {
  type Clock,
  clockOf,
  DAY_MS,
  HOUR_MS,
  type Instant,
  pieceAt,
  QUARTER_MS,
  toInstant,
  toWallTime,
  WEEK_MS,
} from './clock.ts';
import { addUnits, dayOf, startOf } from './wall-time.ts';

const LENGTHS = ['h', 'd', 'w', 'mo'] as const;
type Length = (typeof LENGTHS)[number];
export const NAMED_RANGES = ['this-week', 'last-week', 'this-month', 'last-month'] as const;
export type NamedRange = (typeof NAMED_RANGES)[number];

/** A requested range. It needs a zone and a "now" to become a period. */
export type Range =
  /** The last seven days are today and the six days before, all of them complete days. */
  | { kind: 'last'; count: number; length: Length }
  | { kind: 'named'; name: NamedRange }
  /** Calendar days of the reader, both included: `2026-11-01`. */
  | { kind: 'days'; from: string; to: string }
  /** A part of a day, such as a selection in a histogram. The end is excluded. */
  | { kind: 'moments'; from: Instant; to: Instant };

/** The end is excluded. */
export interface Period {
  from: Instant;
  to: Instant;
}

export interface Reader {
  zone: string;
  now: Instant;
}

/** Three years and a leap day, which bounds the cost of a query. */
export const LONGEST_RANGE_DAYS = 1_097;
const MOST: Record<Length, number> = { h: 2_160, d: LONGEST_RANGE_DAYS, w: 156, mo: 36 };
const LAST = /^([1-9]\d{0,3})(h|d|w|mo)$/;
const DAY = /^20\d\d-\d\d-\d\d$/;
const MOMENT = /^20\d\d-\d\d-\d\dT\d\d:\d\dZ$/;

/** @returns null for an invalid range, or one of more than three years. */
export function findRange(text: string): Range | null {
  const name = NAMED_RANGES.find((known) => known === text);
  if (name) return { kind: 'named', name };
  const [, count, unit] = LAST.exec(text) ?? [];
  const length = LENGTHS.find((known) => known === unit);
  if (length) return Number(count) <= MOST[length] ? { kind: 'last', count: Number(count), length } : null;
  const [from = '', to = '', ...rest] = text.split('..');
  return rest.length > 0 ? null : findSpan(from, to);
}

function findSpan(from: string, to: string): Range | null {
  const [start, end] = [findMoment(from), findMoment(to)];
  if (start === null || end === null || end - start > LONGEST_RANGE_DAYS * DAY_MS) return null;
  if (DAY.test(from) && DAY.test(to) && start <= end) return { kind: 'days', from, to };
  return MOMENT.test(from) && MOMENT.test(to) && start < end ? { kind: 'moments', from: start, to: end } : null;
}

/** Refuses February 30, which `Date` reads as March 2. */
function findMoment(text: string): Instant | null {
  if (!DAY.test(text) && !MOMENT.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) || dayOf(at) !== text.slice(0, 10) ? null : at;
}

export function formatRange(range: Range): string {
  switch (range.kind) {
    case 'last':
      return `${range.count}${range.length}`;
    case 'named':
      return range.name;
    case 'days':
      return `${range.from}..${range.to}`;
    case 'moments':
      return `${toMinute(range.from)}..${toMinute(range.to)}`;
  }
}

const toMinute = (at: Instant): string => `${new Date(at).toISOString().slice(0, 16)}Z`;

/** The period of a range. A running range ends with its last hour, day, week or month. */
export function periodOf(range: Range, { zone, now }: Reader): Period {
  switch (range.kind) {
    case 'last':
      return lastOf(range, clockOf(zone, now - range.count * LONGEST_MS[range.length], now), now);
    case 'named':
      return namedOf(range.name, clockOf(zone, now - LONGEST_MS.mo, now), now);
    case 'days':
      return daysOf(range, zone);
    case 'moments':
      return { from: range.from, to: range.to };
  }
}

const LONGEST_MS: Record<Length, number> = { h: HOUR_MS, d: DAY_MS, w: WEEK_MS, mo: 31 * DAY_MS };

function lastOf({ count, length }: { count: number; length: Length }, clock: Clock, now: Instant): Period {
  if (length === 'h') {
    return { from: startOfHour(clock, now - (count - 1) * HOUR_MS), to: startOfHour(clock, now) + HOUR_MS };
  }
  const start = startOf(toWallTime(clock, now), length);
  return between(clock, addUnits(start, 1 - count, length), addUnits(start, 1, length));
}

/** After a clock change by half an hour, the hour starts at the change. */
function startOfHour(clock: Clock, at: Instant): Instant {
  const { from, offsetMs } = pieceAt(clock, at);
  return Math.max(from, at - ((at + offsetMs) % HOUR_MS));
}

function namedOf(name: NamedRange, clock: Clock, now: Instant): Period {
  const length = lengthOf(name);
  const start = addUnits(startOf(toWallTime(clock, now), length), name.startsWith('last') ? -1 : 0, length);
  return between(clock, start, addUnits(start, 1, length));
}

const lengthOf = (name: NamedRange): Length => (name.endsWith('week') ? 'w' : 'mo');

function daysOf({ from, to }: { from: string; to: string }, zone: string): Period {
  const [start, end] = [Date.parse(from), Date.parse(to) + DAY_MS];
  return between(clockOf(zone, start, end), start, end);
}

const between = (clock: Clock, from: number, to: number): Period => ({
  from: toInstant(clock, from),
  to: toInstant(clock, to),
});

/**
 * The previous period, of the same length in the reader's calendar, and the moment up to which it counts: for a running
 * range the same elapsed time, to the quarter of an hour. This month is compared with the last one from its first day.
 */
export function previousOf(range: Range, reader: Reader): Period & { upTo: Instant } {
  const { from, to } = periodOf(range, reader);
  const clock = clockOf(reader.zone, from - (to - from), to);
  const [start, end] = [toWallTime(clock, from), toWallTime(clock, to)];
  const period =
    range.kind === 'moments' || (range.kind === 'last' && range.length === 'h')
      ? { from: from - (to - from), to: from }
      : between(clock, startBefore(range, start, end), start);
  if (reader.now >= to) return { ...period, upTo: period.to };
  const passed = Math.max(0, toWallTime(clock, Math.max(from, reader.now)) - start);
  const same = toInstant(clock, toWallTime(clock, period.from) + Math.floor(passed / QUARTER_MS) * QUARTER_MS);
  return { ...period, upTo: Math.min(same, period.to) };
}

function startBefore(range: Range, start: number, end: number): number {
  if (range.kind === 'last') return addUnits(start, -range.count, range.length);
  if (range.kind === 'named') return addUnits(start, -1, lengthOf(range.name));
  return start - (end - start);
}
