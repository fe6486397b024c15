import { z } from 'zod';
import { destination, email, newPassword } from '#components/auth/inputs.ts';

export const signUpForm = z.strictObject({ email, password: newPassword });
export const signUpInput = signUpForm.extend({ ...destination, invitation: z.string().max(100).optional() });
