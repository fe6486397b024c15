import type { Locale } from '#lib/i18n/locales.ts';

const SECOND_MS = 1_000;

/** `840 ms`, `2.4 s`, in the language's own spelling. */
export function formatDuration(locale: Locale, durationMs: number): string {
  const isLong = durationMs >= SECOND_MS;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: isLong ? 'second' : 'millisecond',
    unitDisplay: 'short',
    maximumFractionDigits: isLong ? 1 : 0,
  }).format(isLong ? durationMs / SECOND_MS : durationMs);
}
