import * as z from 'zod/mini';
import { destination, email, newPassword } from '#components/auth/inputs.ts';

export const signUpForm = z.strictObject({ email, password: newPassword });
export const signUpInput = z.extend(signUpForm, {
  ...destination,
  invitation: z.optional(z.string().check(z.maxLength(100))),
});
