const DAY_MS = 86_400_000;

/** How many days before its end a key's people are told, the last reminder first. */
const REMIND_DAYS = [1, 7] as const;

export type ReminderDays = (typeof REMIND_DAYS)[number];

/** How long before its end a key gets its first reminder. */
export const EARLIEST_REMINDER_MS = Math.max(...REMIND_DAYS) * DAY_MS;

/** The reminder that is due. A key whose whole life is shorter than the notice gets none: its end was only just chosen. */
export function dueReminder(
  { createdAt, expiresAt }: { createdAt: Date; expiresAt: Date },
  now: Date,
): ReminderDays | null {
  const leftMs = expiresAt.getTime() - now.getTime();
  const days = leftMs > 0 ? REMIND_DAYS.find((most) => leftMs <= most * DAY_MS) : undefined;
  if (days === undefined) return null;
  return expiresAt.getTime() - createdAt.getTime() > days * DAY_MS ? days : null;
}
