import 'server-only';
import { linkTo } from '#lib/accounts/links.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import type { SecurityChange } from '#lib/email/letters.ts';
import { queueMail } from '#lib/email/queue.ts';
import { formatMoment } from '#lib/i18n/format.ts';
import { toLocale } from '#lib/i18n/locales.ts';
import type { Caller } from './caller.ts';
import { toBrowserName } from './user-agent.ts';

export interface Reader {
  email: string;
  locale: string;
}

/** Whose ways of signing in change, and who hears of it. */
export interface Holder extends Reader {
  id: string;
}

/**
 * Tells the mailbox that how its owner signs in has changed. Whoever changed it cannot prevent the mail.
 * @param provider the name of the one whose identity was linked or unlinked
 */
export function tellSecurityChanged(
  tx: Transaction,
  { email, locale }: Reader,
  change: SecurityChange,
  provider = '',
): Promise<void> {
  const values = { change, provider, url: linkTo(locale, '/settings/security') };
  return queueMail(tx, [{ name: 'securityChanged', to: email, locale, values }]);
}

/** Tells it what is known about the browser: its name as it says, and when. Where it stands is anybody's guess. */
export function tellNewSignIn(
  tx: Transaction,
  { email, locale }: Reader,
  { userAgent }: Caller,
  now: Date,
): Promise<void> {
  const values = {
    when: formatMoment(toLocale(locale), now, 'UTC'),
    browser: toBrowserName(userAgent) ?? 'unknown',
    url: linkTo(locale, '/settings/security'),
  };
  return queueMail(tx, [{ name: 'newSignIn', to: email, locale, values }]);
}
