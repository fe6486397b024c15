import { type NanoUsd, nanoUsd, PICO_PER_NANO, type PicoUsd, toUsd } from '#lib/billing/money.ts';
import type { Locale } from './locales.ts';

interface Digits {
  least?: number;
  most: number;
  /** A balance is rounded down: it never shows more money than there is. */
  roundingMode?: 'floor' | 'halfExpand';
}

/** `Intl` reads the exact decimal text itself, so money never passes through a float. */
function formatUsd(locale: Locale, amount: NanoUsd, { least = 2, most, roundingMode = 'halfExpand' }: Digits): string {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: least,
    maximumFractionDigits: most,
    roundingMode,
  });
  return format.format(toUsd(amount) as Intl.StringNumericLiteral);
}

const MICRO_USD = 1_000n;
const CENT = 10_000_000n;
const USD = 1_000_000_000n;

/** A call's cost to the millionth, so that columns align: `$0.004125`. Below a millionth, to the nano-dollar. */
export function formatCost(locale: Locale, amount: NanoUsd): string {
  const magnitude = amount < 0n ? -amount : amount;
  if (magnitude === 0n || magnitude >= USD) return formatUsd(locale, amount, { most: 6 });
  return formatUsd(locale, amount, magnitude < MICRO_USD ? { most: 9 } : { least: 6, most: 6 });
}

/** Two digits, rounded down: `$12.40`. Below a cent it is formatted as a cost, so that it is not shown as zero. */
export function formatBalance(locale: Locale, amount: NanoUsd): string {
  if (amount > 0n && amount < CENT) return formatCost(locale, amount);
  return formatUsd(locale, amount, { most: 2, roundingMode: 'floor' });
}

/** All nine digits: `$0.004125003`. */
export const formatExactUsd = (locale: Locale, amount: NanoUsd) => formatUsd(locale, amount, { most: 9 });

/** All digits and at least six, so that a column of costs aligns. */
export const formatExactCost = (locale: Locale, amount: NanoUsd) => formatUsd(locale, amount, { least: 6, most: 9 });

const SCALES = [
  { from: 999_950_000, divisor: 1_000_000_000, suffix: 'B' },
  { from: 999_950, divisor: 1_000_000, suffix: 'M' },
  { from: 1_000, divisor: 1_000, suffix: 'k' },
] as const;

/** `12.4k`, with the separator of the language. Counts are not money, so a number is exact enough. */
export function formatCount(locale: Locale, count: number): string {
  const scale = SCALES.find(({ from }) => Math.abs(count) >= from);
  if (!scale) return formatExactCount(locale, count);
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(count / scale.divisor)}${scale.suffix}`;
}

export const formatExactCount = (locale: Locale, count: number) => new Intl.NumberFormat(locale).format(count);

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

/** `340 kB`, `1.2 MB`. */
export function formatBytes(locale: Locale, bytes: number): string {
  const power = Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const options = { style: 'unit', unit: BYTE_UNITS[power], unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, options).format(bytes / 1_000 ** power);
}

const SECOND_MS = 1_000;

/** `840 ms`, `2.4 s`, in the format of the language. */
export function formatDuration(locale: Locale, durationMs: number): string {
  const isLong = durationMs >= SECOND_MS;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: isLong ? 'second' : 'millisecond',
    unitDisplay: 'short',
    maximumFractionDigits: isLong ? 1 : 0,
  }).format(isLong ? durationMs / SECOND_MS : durationMs);
}

/** A moment to the second, always with its zone: `Nov 22, 2026, 5:16:51 PM UTC`. */
export function formatMoment(locale: Locale, moment: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(moment);
}

/** A calendar day of the catalog or a statement, in UTC: `Nov 22, 2026`. */
export const formatDay = (locale: Locale, day: Date) =>
  new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' }).format(day);

/** A month of UTC: `November 2026`. */
export const formatMonth = (locale: Locale, month: Date) =>
  new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(month);

const STEPS = [
  { unit: 'second', seconds: 1, until: 60 },
  { unit: 'minute', seconds: 60, until: 3_600 },
  { unit: 'hour', seconds: 3_600, until: 86_400 },
  { unit: 'day', seconds: 86_400, until: 2_592_000 },
  { unit: 'month', seconds: 2_592_000, until: 31_536_000 },
  { unit: 'year', seconds: 31_536_000, until: Number.POSITIVE_INFINITY },
] as const;

/** The time before or after `now`: `3 minutes ago`, `tomorrow`. */
export function formatRelative(locale: Locale, moment: Date, now: Date): string {
  const seconds = Math.trunc((moment.getTime() - now.getTime()) / 1_000);
  const step = STEPS.find(({ until }) => Math.abs(seconds) < until) ?? STEPS[5];
  // The same words in Japanese, but without a space after the number.
  const style = locale === 'ja' ? 'narrow' : 'long';
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style });
  return format.format(Math.trunc(seconds / step.seconds), step.unit);
}

/** A rate in USD per million tokens, as price lists write it, with every digit: `$0.08`. */
export const formatRate = (locale: Locale, rate: PicoUsd) => formatExactUsd(locale, nanoUsd(rate * PICO_PER_NANO));
