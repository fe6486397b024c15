import 'server-only';
import { linkTo } from '#lib/accounts/links.ts';
import { listRecipients, ownersAnd } from '#lib/accounts/queries.ts';
import { db } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import type { Letter } from '#lib/email/letters.ts';
import { queueMail } from '#lib/email/queue.ts';
import { formatMoment } from '#lib/i18n/format.ts';
import { toLocale } from '#lib/i18n/locales.ts';

const DAY_MS = 86_400_000;

/** Days before the expiry at which a reminder is sent, the last reminder first. */
const REMIND_DAYS = [1, 7] as const;

type ReminderDays = (typeof REMIND_DAYS)[number];

/** The time of the first reminder before the expiry. */
const EARLIEST_REMINDER_MS = Math.max(...REMIND_DAYS) * DAY_MS;

/** The reminder that is due. A key with a shorter life than the notice gets none: its expiry was chosen just now. */
export function dueReminder(
  { createdAt, expiresAt }: { createdAt: Date; expiresAt: Date },
  now: Date,
): ReminderDays | null {
  const leftMs = expiresAt.getTime() - now.getTime();
  const days = leftMs > 0 ? REMIND_DAYS.find((most) => leftMs <= most * DAY_MS) : undefined;
  if (days === undefined) return null;
  return expiresAt.getTime() - createdAt.getTime() > days * DAY_MS ? days : null;
}

/** Reminds each expiring key's creator and the owners a week and a day before. Any number of processes may run it. */
export async function sendReminders(now = new Date()): Promise<void> {
  for (const key of await listExpiring(now)) {
    const days = dueReminder(key, now);
    if (days === null) continue;
    const { account, recipients } = await listRecipients(
      key.accountId,
      ownersAnd(key.createdById ? [key.createdById] : []),
    );
    for (const { id, email, locale } of recipients) {
      const moment = formatMoment(toLocale(locale), key.expiresAt, 'UTC');
      const values = { key: key.name, hint: key.hint, account, moment, days, url: linkTo(locale, '/keys') };
      const claim = { keyId: key.id, userId: id, days, expiresAt: key.expiresAt };
      await once(claim, { name: 'keyExpiring', to: email, locale, values });
    }
  }
}

/** A key that was replaced, revoked or disabled ends as planned, so it needs no reminder. */
async function listExpiring(now: Date) {
  const expiresAt = { gt: now, lte: new Date(now.getTime() + EARLIEST_REMINDER_MS) };
  const isInUse = { revokedAt: null, disabledAt: null, rotatedToId: null, account: { suspendedAt: null } };
  const keys = await db.apiKey.findMany({
    where: { expiresAt, ...isInUse },
    select: { id: true, accountId: true, createdById: true, name: true, hint: true, createdAt: true, expiresAt: true },
  });
  return keys.flatMap((key) => (key.expiresAt ? { ...key, expiresAt: key.expiresAt } : []));
}

interface Claim {
  keyId: string;
  userId: string;
  days: number;
  expiresAt: Date;
}

/** The process that inserts the row sends the mail, in the same transaction. */
function once(claim: Claim, letter: Letter): Promise<void> {
  return transaction(async (tx) => {
    const { count } = await tx.keyReminder.createMany({ data: [claim], skipDuplicates: true });
    if (count > 0) await queueMail(tx, [letter]);
  });
}
