import { z } from 'zod';
import { ROLES } from '#lib/accounts/permissions.ts';
import { displayName, emailInput } from '#lib/accounts/schema.ts';
import { editInput } from '#lib/edit.ts';

const role = z.enum(ROLES);

export const createOrganisationInput = z.strictObject({ name: displayName });
export const renameAccountInput = editInput(z.strictObject({ name: z.string() }), createOrganisationInput);
export const inviteInput = z.strictObject({ email: emailInput, role });

const roleInput = z.strictObject({ role });
export const changeRoleInput = z.strictObject({ userId: z.string(), edit: editInput(roleInput, roleInput) });
