'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { currentCaller } from '#lib/auth/caller.ts';
import { assertSteppedUp } from '#lib/auth/current-user.ts';
import { assertVerified } from '#lib/auth/session.ts';
import { accountAction, userAction } from '#lib/auth/user-action.ts';
import { createOrganisation } from '#lib/organisations/create.ts';
import { inviteMember, revokeInvitation } from '#lib/organisations/invite.ts';
import { changeRole, removeMember } from '#lib/organisations/members.ts';
import { renameAccount } from '#lib/organisations/rename.ts';
import {
  changeRoleInput,
  createOrganisationInput,
  inviteInput,
  renameAccountInput,
} from '#lib/organisations/schema.ts';

const refresh = () => revalidatePath('/[locale]/(portal)', 'layout');

export const createOrganisationAction = userAction(createOrganisationInput, async ({ name }, user) => {
  assertVerified(user);
  const accountId = await createOrganisation(user, name, await currentCaller());
  return { accountId };
});

export const renameAccountAction = accountAction(renameAccountInput, async (edit, user) => {
  await renameAccount(user, { accountId: user.accountId, ...edit }, await currentCaller());
  refresh();
});

export const inviteAction = accountAction(inviteInput, async (input, user) => {
  assertVerified(user);
  assertSteppedUp(user);
  await inviteMember(user, { accountId: user.accountId, ...input }, await currentCaller());
  refresh();
});

export const revokeInvitationAction = accountAction(z.strictObject({ id: z.string() }), async ({ id }, user) => {
  assertSteppedUp(user);
  await revokeInvitation(user, { accountId: user.accountId, id }, await currentCaller());
  refresh();
});

export const changeRoleAction = accountAction(changeRoleInput, async ({ userId, edit }, user) => {
  assertSteppedUp(user);
  await changeRole(user, { accountId: user.accountId, userId, ...edit }, await currentCaller());
  refresh();
});

export const removeMemberAction = accountAction(z.strictObject({ userId: z.string() }), async ({ userId }, user) => {
  assertSteppedUp(user);
  await removeMember(user, { accountId: user.accountId, userId }, await currentCaller());
  refresh();
});
