import { DAY_MS, HOUR_MS, type WallTime, WEEK_MS } from './clock.ts';

export type CalendarUnit = 'h' | 'd' | 'w' | 'mo';

/** 1970 began on a Thursday, so its first Monday was the fifth day. */
const FIRST_MONDAY_MS = 4 * DAY_MS;
const FIXED = { h: HOUR_MS, d: DAY_MS, w: WEEK_MS } as const;

const floorTo = (wall: WallTime, step: number, origin = 0): WallTime =>
  Math.floor((wall - origin) / step) * step + origin;

/** The start of the unit. Weeks start on Monday in every locale, so that a shared address shows the same sums. */
export function startOf(wall: WallTime, unit: CalendarUnit): WallTime {
  if (unit === 'mo') return firstOfMonth(wall, 0);
  return floorTo(wall, FIXED[unit], unit === 'w' ? FIRST_MONDAY_MS : 0);
}

/** Adds whole units, or subtracts them. For months, the result is the start of a month. */
export const addUnits = (wall: WallTime, count: number, unit: CalendarUnit): WallTime =>
  unit === 'mo' ? firstOfMonth(wall, count) : wall + count * FIXED[unit];

function firstOfMonth(wall: WallTime, later: number): WallTime {
  const date = new Date(wall);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later, 1);
}

/** `2026-11-22` */
export const dayOf = (wall: WallTime): string => new Date(wall).toISOString().slice(0, 10);
