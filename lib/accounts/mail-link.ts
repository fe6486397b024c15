import 'server-only';
import type { Caller } from '#lib/auth/caller.ts';
import { isWithin, limit } from '#lib/auth/limits.ts';
import type { Destination } from '#lib/auth/return-path.ts';
import { issueToken } from '#lib/auth/tokens.ts';
import { db } from '#lib/db/client.ts';
import { assertMailServer } from '#lib/email/mail-server.ts';
import { queueMail } from '#lib/email/queue.ts';
import { NOBODY } from '#lib/email/send.ts';
import { canonicalEmail } from './email.ts';
import { linkTo } from './links.ts';
import { findUserByEmail } from './queries.ts';

interface MailedLink {
  purpose: 'magic_link' | 'reset_password';
  letter: 'magicLink' | 'resetPassword';
  /** The page that takes the token. */
  path: `/${string}`;
}

/** The requested address and the page to return to. */
export interface LinkRequest extends Destination {
  email: string;
}

/**
 * Mails a link to the owner of an address. The caller learns nothing: for an address without an account, or requested
 * too often, the same work is done for a placeholder.
 * @throws rate_limit_exceeded per caller; mail_unavailable
 */
export async function mailLink(
  { purpose, letter, path }: MailedLink,
  { email, locale, next }: LinkRequest,
  caller: Caller,
  now: Date,
): Promise<void> {
  await assertMailServer();
  await limit('mail:address', caller.ip);
  const isAllowed = await isWithin('mail:account', `${purpose} ${canonicalEmail(email)}`);
  const found = await findUserByEmail(email);
  const user = isAllowed ? found : null;
  const token = await issueToken(db, { purpose, user, now });
  // The letter uses the reader's own language, and its link the language on the screen.
  const values = { url: linkTo(locale, path, { token, next }) };
  await queueMail(db, [{ name: letter, to: user?.email ?? NOBODY, locale: user?.locale ?? locale, values }]);
}
