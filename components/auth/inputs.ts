import * as z from 'zod/mini';
import { LOCALES } from '#lib/i18n/locales.ts';
import { normaliseCode, normaliseLine } from '#lib/normalise.ts';

// What a browser can check before it asks. The messages are keys of `auth.invalid`; the server checks again, and more.
const LONGEST_EMAIL = 254;
const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 128;

export const email = z
  .string()
  .check(z.overwrite(normaliseLine), z.maxLength(LONGEST_EMAIL, 'email'), z.regex(/^[^\s@]+@[^\s@]+$/, 'email'));
export const newPassword = z
  .string()
  .check(z.minLength(SHORTEST_PASSWORD, 'passwordShort'), z.maxLength(LONGEST_PASSWORD, 'passwordLong'));
export const password = z.string().check(z.minLength(1, 'password'), z.maxLength(1_000, 'passwordLong'));
export const code = z.string().check(z.overwrite(normaliseCode), z.minLength(6, 'code'), z.maxLength(20, 'code'));
export const name = z.string().check(z.overwrite(normaliseLine), z.minLength(1, 'name'), z.maxLength(80, 'nameLong'));
/** Where somebody wants to be once they have signed in, and in which language. The server follows it only within the site. */
export const destination = { locale: z.enum(LOCALES), next: z.string().check(z.maxLength(4_000)) };
/** Of any length, as one that was cut short is broken, not wrongly typed. */
export const token = z.string().check(z.minLength(1), z.maxLength(1_000));
