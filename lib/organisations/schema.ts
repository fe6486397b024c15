import { z } from 'zod';
import { displayName } from '#lib/accounts/display-name.ts';
import { ROLES } from '#lib/accounts/permissions.ts';
import { emailInput } from '#lib/accounts/schema.ts';

const role = z.enum(ROLES);

export const createOrganisationInput = z.strictObject({ name: displayName });
export const inviteInput = z.strictObject({ email: emailInput, role });
export const changeRoleInput = z.strictObject({ userId: z.string(), role });
