const DAY_MS = 86_400_000;

/** How many days before its end a key's people are told, the last time first. */
const REMIND_DAYS = [1, 7] as const;

export type ReminderDays = (typeof REMIND_DAYS)[number];

/** From when on any key may need a reminder. */
export const EARLIEST_REMINDER_MS = 7 * DAY_MS;

/** The reminder whose time has come. One that a key's whole life is too short for is left out: its end was just chosen. */
export function dueReminder(
  { createdAt, expiresAt }: { createdAt: Date; expiresAt: Date },
  now: Date,
): ReminderDays | null {
  const leftMs = expiresAt.getTime() - now.getTime();
  const days = leftMs > 0 ? REMIND_DAYS.find((most) => leftMs <= most * DAY_MS) : undefined;
  if (days === undefined) return null;
  return expiresAt.getTime() - createdAt.getTime() > days * DAY_MS ? days : null;
}
