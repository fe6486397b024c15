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

/** The user whose sign-in methods change, and who is notified. */
export interface Holder extends Reader {
  id: string;
}

/**
 * Notifies the mailbox that its owner's sign-in methods changed. The person who made the change cannot prevent the
 * mail.
 * @param provider the name of the identity provider that was linked or unlinked
 */
export function notifySecurityChange(
  tx: Transaction,
  { email, locale }: Reader,
  change: SecurityChange,
  provider = '',
): Promise<void> {
  const values = { change, provider, url: linkTo(locale, '/settings/security') };
  return queueMail(tx, [{ name: 'securityChanged', to: email, locale, values }]);
}

/** Reports a new sign-in: the browser's name as it claims, and the time. The location would be a guess. */
export function notifyNewSignIn(
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
