import { z } from 'zod';
import { LOCALES } from '#lib/i18n/locales.ts';
import { normaliseCode, normaliseLine } from '#lib/normalise.ts';

// Zod would try whether it may compile schemas, which the content policy refuses and the browser then reports.
if (typeof window !== 'undefined') z.config({ jitless: true });

// What a browser can check before it asks. The messages are keys of `auth.invalid`; the server checks again, and more.
const LONGEST_EMAIL = 254;
const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 128;

export const email = z
  .string()
  .overwrite(normaliseLine)
  .max(LONGEST_EMAIL, 'email')
  .refine((text) => /^[^\s@]+@[^\s@]+$/.test(text), 'email');
export const newPassword = z.string().min(SHORTEST_PASSWORD, 'passwordShort').max(LONGEST_PASSWORD, 'passwordLong');
export const password = z.string().min(1, 'password').max(1_000, 'passwordLong');
export const code = z.string().overwrite(normaliseCode).min(6, 'code').max(20, 'code');
export const name = z.string().overwrite(normaliseLine).min(1, 'name').max(80, 'nameLong');
/** Where somebody wants to be once they have signed in, and in which language. The server follows it only within the site. */
export const destination = { locale: z.enum(LOCALES), next: z.string().max(4_000) };
/** Of any length, as one that was cut short is broken, not wrongly typed. */
export const token = z.string().min(1).max(1_000);
