import 'server-only';
import { linkTo } from '#lib/accounts/links.ts';
import type { Letters } from '#lib/email/letters.ts';
import { postMail } from '#lib/email/send.ts';

/** Tells the mailbox that how its owner signs in has changed. Whoever changed it cannot prevent the mail. */
export function tellSecurityChanged(
  { email, locale }: { email: string; locale: string },
  change: Letters['securityChanged']['change'],
): void {
  const values = { change, url: linkTo(locale, '/settings/security') };
  postMail({ name: 'securityChanged', to: email, locale, values });
}
