import type { NanoUsd } from '#lib/billing/money.ts';

const HOUR_MS = 3_600_000;
const WEEK_HOURS = 168;
export const FORECAST_WEEKS = 4;
const FARTHEST_HOURS = 60 * 24;
const MIN_ACTIVE_DAYS = 3;

/** The spend of one hour (UTC), by its first moment. */
export interface HourSpend {
  at: Date;
  amount: NanoUsd;
}

/** When credit runs out at the pace of the last four weeks: between two moments, or not within two months. */
export type Forecast = { kind: 'unknown' } | { kind: 'lasts' } | { kind: 'empties'; from: Date; until: Date };

/**
 * Projects the coming hours from the same hours of past weeks: once at the pace of the most expensive week, once at the
 * mean. Less than three days of use do not give a forecast.
 */
export function forecast(spends: readonly HourSpend[], available: NanoUsd, now: Date): Forecast {
  const days = new Set(spends.map(({ at }) => at.toISOString().slice(0, 10)));
  if (days.size < MIN_ACTIVE_DAYS) return { kind: 'unknown' };
  const thisHour = Math.floor(now.getTime() / HOUR_MS);
  const oldest = Math.min(...spends.map(({ at }) => Math.floor(at.getTime() / HOUR_MS)));
  const weeks = Math.min(FORECAST_WEEKS, Math.ceil((thisHour - oldest) / WEEK_HOURS) || 1);
  const byHour = new Map<number, bigint>();
  const byWeek = new Array<bigint>(weeks).fill(0n);
  for (const { at, amount } of spends) {
    const hour = Math.floor(at.getTime() / HOUR_MS);
    const week = Math.floor((thisHour - 1 - hour) / WEEK_HOURS); // the current hour is excluded
    if (week < 0 || week >= weeks) continue;
    byHour.set(hour % WEEK_HOURS, (byHour.get(hour % WEEK_HOURS) ?? 0n) + amount);
    byWeek[week] = (byWeek[week] ?? 0n) + amount;
  }
  const total = byWeek.reduce((sum, amount) => sum + amount, 0n);
  if (total === 0n) return { kind: 'lasts' };
  const dearest = byWeek.reduce((most, amount) => (amount > most ? amount : most), 0n);
  // Each hour's sum covers all weeks; the projection takes a share of it: the mean, or that of the most expensive week.
  const pace = { byHour, thisHour, available };
  const until = walk(pace, 1n, BigInt(weeks));
  const from = walk(pace, dearest, total);
  if (from === null) return { kind: 'lasts' };
  return { kind: 'empties', from, until: until ?? new Date((thisHour + FARTHEST_HOURS) * HOUR_MS) };
}

interface Pace {
  byHour: ReadonlyMap<number, bigint>;
  thisHour: number;
  available: NanoUsd;
}

/** The hour in which credit runs out, when each hour costs `part / whole` of its sum over all weeks. */
function walk({ byHour, thisHour, available }: Pace, part: bigint, whole: bigint): Date | null {
  let left = available * whole;
  for (let hour = thisHour; hour < thisHour + FARTHEST_HOURS; hour += 1) {
    left -= (byHour.get(hour % WEEK_HOURS) ?? 0n) * part;
    if (left <= 0n) return new Date((hour + 1) * HOUR_MS);
  }
  return null;
}
