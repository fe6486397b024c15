import * as z from 'zod/mini';
import { email, name } from '#components/auth/inputs.ts';
import { ROLES } from '#lib/accounts/permissions.ts';

export const inviteForm = z.strictObject({ email, role: z.enum(ROLES) });
export const nameForm = z.strictObject({ name });
