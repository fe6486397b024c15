const DAY_MS = 86_400_000;

/** The calendar day of a moment in UTC: `2026-11-22`. */
const utcDay = (moment: Date): string => moment.toISOString().slice(0, 10);

/** The start of the UTC day `daysBack` days before that of `now`. */
export const startOfDay = (now: Date, daysBack = 0): Date =>
  new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - daysBack * DAY_MS);

/** The last `count` days in UTC, oldest first; the last one is that of `now`. */
export const lastDays = (now: Date, count: number): string[] =>
  Array.from({ length: count }, (_, index) => utcDay(startOfDay(now, count - 1 - index)));
