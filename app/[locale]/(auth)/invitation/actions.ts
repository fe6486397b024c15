'use server';

import { cookies } from 'next/headers';
import { z } from 'zod';
import { token } from '#components/auth/inputs.ts';
import { currentCaller } from '#lib/auth/caller.ts';
import { ACCOUNT_COOKIE, ACCOUNT_COOKIE_OPTIONS } from '#lib/auth/cookies.ts';
import { limit } from '#lib/auth/limits.ts';
import { currentUser } from '#lib/auth/session.ts';
import { publicAction, userAction } from '#lib/auth/user-action.ts';
import { acceptInvitation } from '#lib/organisations/accept.ts';
import { findInvitation, isInvited } from '#lib/organisations/queries.ts';

const tokenInput = z.strictObject({ token });

/** What the link offers, and whether whoever is signed in may take it. */
export const readInvitationAction = publicAction(tokenInput, async ({ token }) => {
  const { ip } = await currentCaller();
  await limit('sign-in:address', ip);
  const now = new Date();
  const [offer, user] = await Promise.all([findInvitation(token, now), currentUser()]);
  const isReaders = user?.isVerified === true && (await isInvited(user.email, token, now));
  return offer && { ...offer, isReaders };
});

/** Joins, and shows the organisation from then on. */
export const acceptInvitationAction = userAction(tokenInput, async ({ token }, user) => {
  const accountId = await acceptInvitation(user.id, token, await currentCaller());
  (await cookies()).set(ACCOUNT_COOKIE, accountId, ACCOUNT_COOKIE_OPTIONS);
});
