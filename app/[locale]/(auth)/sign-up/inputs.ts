import { z } from 'zod';
import { email, newPassword } from '#components/auth/inputs.ts';
import { LOCALES } from '#lib/i18n/locales.ts';

export const signUpForm = z.strictObject({ email, password: newPassword });
export const signUpInput = signUpForm.extend({ locale: z.enum(LOCALES), invitation: z.string().max(100).optional() });
