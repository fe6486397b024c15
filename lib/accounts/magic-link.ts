import 'server-only';
import type { Caller } from '#lib/auth/caller.ts';
import type { SignInStep } from '#lib/auth/sign-in.ts';
import { redeemToken } from '#lib/auth/tokens.ts';
import { db } from '#lib/db/client.ts';
import { type LinkRequest, mailLink } from './mail-link.ts';
import { admitByMailbox } from './prove-mailbox.ts';

const LINK = { purpose: 'magic_link', letter: 'magicLink', path: '/sign-in/link' } as const;

/** Sends a link that signs in, if there is such a user. @throws as `mailLink` */
export const requestMagicLink = (request: LinkRequest, caller: Caller, now = new Date()): Promise<void> =>
  mailLink(LINK, request, caller, now);

/** @throws invalid_token */
export async function signInWithLink(token: string, caller: Caller, now = new Date()): Promise<SignInStep> {
  const { user } = await redeemToken(db, 'magic_link', token, now);
  return admitByMailbox(user, 'magic_link', caller, now);
}
