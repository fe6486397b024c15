import { type NanoUsd, nanoUsd, ZERO_USD } from '#lib/billing/money.ts';
import { lastDays } from './days.ts';

export interface DayUsage {
  /** `2026-11-22` */
  day: string;
  requests: number;
  /** The requests that ended in an error. They cost nothing. */
  failed: number;
  cost: NanoUsd;
}

/** The last `days` days, including those without usage. */
export function fillDays(found: readonly DayUsage[], { days, now }: { days: number; now: Date }): DayUsage[] {
  const byDay = new Map(found.map((usage) => [usage.day, usage]));
  return lastDays(now, days).map((day) => byDay.get(day) ?? { day, requests: 0, failed: 0, cost: ZERO_USD });
}

export const totalOf = (usage: readonly DayUsage[]): Omit<DayUsage, 'day'> => ({
  requests: usage.reduce((sum, { requests }) => sum + requests, 0),
  failed: usage.reduce((sum, { failed }) => sum + failed, 0),
  cost: nanoUsd(usage.reduce((sum, { cost }) => sum + cost, 0n)),
});
