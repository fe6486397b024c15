import { z } from 'zod';
import { normaliseLine } from '#lib/normalise.ts';

const LONGEST_NAME = 80;
/** Control characters, invisible ones and those that turn text around: a name must look like what it is. */
const DECEPTIVE = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

/** The name of a person or an organisation. */
export const displayName = z
  .string()
  .overwrite(normaliseLine)
  .min(1, 'Enter a name.')
  .max(LONGEST_NAME, `A name has at most ${LONGEST_NAME} characters.`)
  .refine((text) => !DECEPTIVE.test(text), 'A name has no invisible characters.');
