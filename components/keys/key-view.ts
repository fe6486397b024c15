import { nanoUsd, toUsd } from '#lib/billing/money.ts';
import type { KeySummary } from '#lib/keys/queries.ts';
import { capsOf, type KeySettings } from '#lib/keys/settings.ts';
import { type KeyState, statesOf } from '#lib/keys/states.ts';
import { type DayUsage, fillDays } from '#lib/usage/day-usage.ts';

export const SPARKLINE_DAYS = 14;

/** A key with its derived states and figures, as plain data for the client. */
export interface KeyView extends KeySummary {
  states: [KeyState, ...KeyState[]];
  /** One entry per day; the last is today. */
  usage: DayUsage[];
}

interface KeyActivity {
  now: Date;
  usage: DayUsage[] | undefined;
  rejections: { requests: number; rejected: number } | undefined;
}

export function toKeyView(key: KeySummary, { now, usage, rejections }: KeyActivity): KeyView {
  return {
    ...key,
    states: statesOf(key, { now, ...(rejections && { rejections }) }),
    usage: usage ?? fillDays([], { days: SPARKLINE_DAYS, now }),
  };
}

const VISIBLE_ID = 6;

/** Shortens an id enough to still tell keys apart: `key_…4x9q2m`. */
export const shortId = (id: string): string => `${id.slice(0, id.indexOf('_') + 1)}…${id.slice(-VISIBLE_ID)}`;

/** The fields of the key form, except the name. */
export type KeyLimits = Omit<KeySettings, 'name' | 'acceptsSuccessors'>;

export function limitsOf({ spend, ...key }: KeyView): KeyLimits {
  return {
    expiresAt: key.expiresAt,
    ...capsOf(spend),
    models: key.models,
    requestsPerMinute: key.requestsPerMinute,
    tokensPerMinute: key.tokensPerMinute,
    concurrency: key.concurrency,
    allowedIps: key.allowedIps,
    readsAccountUsage: key.readsAccountUsage,
    retention: key.retention,
  };
}

type Wire<L> = { [F in keyof L]: F extends `cap${string}` ? string | null : L[F] };

/** Converts limits to action input, with caps as decimal USD. */
export function toInput<L extends Partial<KeyLimits>>(limits: L): Wire<L> {
  const entries = Object.entries(limits).map(([field, value]) => [
    field,
    typeof value === 'bigint' ? toUsd(nanoUsd(value)) : value,
  ]);
  return Object.fromEntries(entries) as Wire<L>;
}
