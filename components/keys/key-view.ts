import type { KeySummary } from '#lib/keys/queries.ts';
import { type SpendWindow, spendWindows } from '#lib/keys/spend-windows.ts';
import { type KeyState, statesOf } from '#lib/keys/states.ts';
import { type DayUsage, fillDays } from '#lib/usage/day-usage.ts';

export const SPARKLINE_DAYS = 14;

/** A key with what the pages say of it, as plain data. */
export interface KeyView extends Omit<KeySummary, 'budget'> {
  states: [KeyState, ...KeyState[]];
  spend: SpendWindow[];
  /** Day by day, the last one today. */
  usage: DayUsage[];
}

interface Circumstances {
  now: Date;
  usage: DayUsage[] | undefined;
  rejections: { requests: number; rejected: number } | undefined;
}

export function toKeyView({ budget, ...key }: KeySummary, { now, usage, rejections }: Circumstances): KeyView {
  return {
    ...key,
    states: statesOf({ ...key, budget }, { now, ...(rejections && { rejections }) }),
    spend: spendWindows(budget, now),
    usage: usage ?? fillDays([], { days: SPARKLINE_DAYS, now }),
  };
}

const VISIBLE_ID = 6;

/** `key_…4x9q2m`: enough to tell keys apart. */
export const shortId = (id: string): string => `${id.slice(0, id.indexOf('_') + 1)}…${id.slice(-VISIBLE_ID)}`;
