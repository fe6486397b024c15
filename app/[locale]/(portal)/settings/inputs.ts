import * as z from 'zod/mini';
import { email } from '#components/auth/inputs.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { normaliseLine } from '#lib/normalise.ts';

export const profileForm = z.strictObject({
  name: z.string().check(z.overwrite(normaliseLine), z.maxLength(80, 'nameLong')),
  locale: z.enum(LOCALES),
});
export const emailForm = z.strictObject({ email });
