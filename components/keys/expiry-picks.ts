const DAY_MS = 86_400_000;

export const EXPIRY_PICKS = ['never', 'day', 'week', 'month', 'quarter', 'custom'] as const;
export type ExpiryPick = (typeof EXPIRY_PICKS)[number];

/** Days from now; a month is thirty, a quarter ninety, as the picks say. */
const DAYS = { day: 1, week: 7, month: 30, quarter: 90 } as const;

/**
 * When a key ends that is made now.
 * @param custom a moment in the reader's own zone, as a date field writes it: `2026-11-30T17:00`
 * @returns null for never; undefined when the custom moment cannot be read
 */
export function expiryOf(pick: ExpiryPick, custom: string, now: Date): Date | null | undefined {
  if (pick === 'never') return null;
  if (pick !== 'custom') return new Date(now.getTime() + DAYS[pick] * DAY_MS);
  const moment = new Date(custom);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** A moment as a date field wants it, in the reader's own zone. */
export function toFieldValue(moment: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  const day = [moment.getFullYear(), pad(moment.getMonth() + 1), pad(moment.getDate())].join('-');
  return `${day}T${pad(moment.getHours())}:${pad(moment.getMinutes())}`;
}
