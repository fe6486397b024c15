import * as z from 'zod/mini';
import { password, token } from '#components/auth/inputs.ts';

export const passwordForm = z.strictObject({ password });
export const verifyInput = z.strictObject({ token, password: z.optional(password) });
export const tokenInput = z.strictObject({ token });
