import { AppError } from '#lib/errors.ts';
import { DAY_MS, type Instant, offsetAt } from '../time/clock.ts';
import { findRange, LONGEST_RANGE_DAYS, type Period, periodOf, type Range, type Reader } from '../time/range.ts';
import { dayOf } from '../time/wall-time.ts';
import { type Given, invalid } from './parameters.ts';

const DAY = /^20\d\d-\d\d-\d\d$/;
const MOMENT = /^20\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z$/;

/** Parses `range`, or `from` and `to`. @throws AppError that names the invalid parameter */
export function readPeriod(given: Given, reader: Reader): Period {
  const [range, from, to] = [given('range'), given('from'), given('to')];
  if (range !== undefined && (from ?? to) !== undefined) {
    throw invalid('range', 'Give either `range`, or `from` and `to`.');
  }
  if (from !== undefined) return periodOf(readSpan(from, to, reader), reader);
  if (to !== undefined) {
    throw new AppError('missing_required_parameter', '`to` needs a `from`.', { param: 'from' });
  }
  const found = findRange(range ?? '7d');
  if (found) return periodOf(found, reader);
  throw invalid(
    'range',
    'Expected hours, days, weeks or months up to now, as `24h`, `7d`, `4w` or `12mo`, or `this-week`, `last-week`, `this-month` or `last-month`; three years at the most.',
  );
}

/** Parses two days of the zone, both included, or two moments, the second excluded. Without an end, up to now. */
function readSpan(from: string, toText: string | undefined, { zone, now }: Reader): Range {
  const isDay = DAY.test(from);
  const to = toText ?? (isDay ? dayOf(now + offsetAt(zone, now)) : new Date(now).toISOString());
  const [start, end] = [readAt('from', from), readAt('to', to)];
  if (DAY.test(to) !== isDay) throw invalid('to', '`from` and `to` are both days or both moments.');
  if (start > end || (start === end && !isDay)) throw invalid('to', '`to` is not after `from`.');
  if (end - start > LONGEST_RANGE_DAYS * DAY_MS) throw invalid('from', 'Three years can be asked for at the most.');
  return isDay ? { kind: 'days', from, to } : { kind: 'moments', from: start, to: end };
}

/** Refuses February 30, which `Date` reads as March 2. */
function readAt(param: 'from' | 'to', text: string): Instant {
  const at = DAY.test(text) || MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at) && dayOf(at) === text.slice(0, 10)) return at;
  throw invalid(param, 'Expected a day, as `2026-11-01`, or a moment in UTC, as `2026-11-01T14:30:00Z`.');
}
