import 'server-only';
import { linkTo } from '#lib/accounts/links.ts';
import { listRecipients, ownersAnd } from '#lib/accounts/queries.ts';
import { db } from '#lib/db/client.ts';
import { sendMail } from '#lib/email/send.ts';
import { formatMoment } from '#lib/i18n/format.ts';
import { toLocale } from '#lib/i18n/locales.ts';
import { log } from '#lib/log.ts';
import { repeat } from '#lib/repeat.ts';
import { dueReminder, EARLIEST_REMINDER_MS } from './reminder-rule.ts';

const HOUR_MS = 3_600_000;

/** Looks for keys about to expire, now and every hour. Any number of processes may. @returns a function that ends it */
export function startKeyReminders(): () => Promise<void> {
  const round = () =>
    sendReminders().catch((err: unknown) => log.error({ err }, 'reminders of keys that expire were not sent'));
  void round();
  return repeat(HOUR_MS, round);
}

/** Tells each expiring key's maker and the owners of its account: once a week before, and once a day before. */
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
      await once(claim, () => sendMail({ name: 'keyExpiring', to: email, locale, values }));
    }
  }
}

/** A key that was replaced, revoked or switched off ends as planned: nobody needs to hear of it. */
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

/** Whichever process adds the row sends the mail. A mail that fails gives the row up, for the next round. */
async function once(claim: Claim, send: () => Promise<void>): Promise<void> {
  const { count } = await db.keyReminder.createMany({ data: [claim], skipDuplicates: true });
  if (count === 0) return;
  try {
    await send();
  } catch (err) {
    await db.keyReminder.deleteMany({ where: claim });
    log.error({ event: 'mail_failed', kind: 'keyExpiring', keyId: claim.keyId, err });
  }
}
