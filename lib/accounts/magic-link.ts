import 'server-only';
import type { Caller } from '#lib/auth/caller.ts';
import { isWithin, limit } from '#lib/auth/limits.ts';
import type { SignInStep } from '#lib/auth/sign-in.ts';
import { issueToken, redeemToken } from '#lib/auth/tokens.ts';
import { db } from '#lib/db/client.ts';
import { postMail } from '#lib/email/send.ts';
import { canonicalEmail } from './email.ts';
import { linkTo } from './links.ts';
import { admitByMailbox } from './prove-mailbox.ts';
import { findUserByEmail } from './queries.ts';

/** Sends a link that signs in, if there is such a user. The caller learns nothing. @throws rate_limit_exceeded per address */
export async function requestMagicLink(email: string, caller: Caller, now = new Date()): Promise<void> {
  await limit('mail:address', caller.ip);
  const isAllowed = await isWithin('mail:account', `magic ${canonicalEmail(email)}`);
  const user = await findUserByEmail(email);
  if (!user || !isAllowed) return;
  const token = await issueToken(db, { purpose: 'magic_link', user, now });
  const values = { url: linkTo(user.locale, '/sign-in/link', token) };
  postMail({ name: 'magicLink', to: user.email, locale: user.locale, values });
}

/** @throws invalid_token */
export async function signInWithLink(token: string, caller: Caller, now = new Date()): Promise<SignInStep> {
  const { user } = await redeemToken(db, 'magic_link', token, now);
  return admitByMailbox(user, 'magic_link', caller, now);
}
