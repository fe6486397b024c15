import { z } from 'zod';
import { normaliseLine } from '#lib/normalise.ts';
import { findEmail } from './email.ts';

const LONGEST_NAME = 80;
/** Control characters, invisible characters and direction marks, which could disguise a name. */
const DECEPTIVE = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

export const displayName = z
  .string()
  .overwrite(normaliseLine)
  .min(1, 'Enter a name.')
  .max(LONGEST_NAME, `A name has at most ${LONGEST_NAME} characters.`)
  .refine((text) => !DECEPTIVE.test(text), 'A name has no invisible characters.');

const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 128;

export const emailInput = z.string().transform((text, context) => {
  const email = findEmail(text);
  if (email) return email;
  context.addIssue({ code: 'custom', message: 'This is not an e-mail address.' });
  return z.NEVER;
});

/** Only the length is checked: it decides how hard a password is to guess, so no character classes are required. */
const passwordInput = z
  .string()
  .min(SHORTEST_PASSWORD, `A password has at least ${SHORTEST_PASSWORD} characters.`)
  .max(LONGEST_PASSWORD, `A password has at most ${LONGEST_PASSWORD} characters.`);

export const createUserInput = z.strictObject({
  email: emailInput,
  password: passwordInput.nullable().default(null),
  isOperator: z.boolean().default(false),
  isVerified: z.boolean().default(false),
  locale: z.string().min(2).max(35).default('en'),
});

export type CreateUserInput = z.input<typeof createUserInput>;
