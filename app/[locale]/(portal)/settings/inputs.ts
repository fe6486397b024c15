import { z } from 'zod';
import { email } from '#components/auth/inputs.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { normaliseLine } from '#lib/normalise.ts';

export const profileForm = z.strictObject({
  name: z.string().overwrite(normaliseLine).max(80, 'nameLong'),
  locale: z.enum(LOCALES),
});
export const emailForm = z.strictObject({ email });
