import * as z from 'zod/mini';
import { LOCALES } from '#lib/i18n/locales.ts';
import { normaliseCode, normaliseLine } from '#lib/normalise.ts';

// Validation for the browser. The messages are keys of `auth.invalid`. The server validates again, with further rules.
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
/** Destination and language after sign-in. The server accepts only destinations on this site. */
export const destination = { locale: z.enum(LOCALES), next: z.string().check(z.maxLength(4_000)) };
/** Accepts any length, because a truncated token is reported as broken, not as invalid input. */
export const token = z.string().check(z.minLength(1), z.maxLength(1_000));
