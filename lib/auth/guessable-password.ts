import 'server-only';
import { SITE } from '#lib/config/site.ts';
import { AppError } from '#lib/errors.ts';
import { normalisePassword } from './password.ts';

/** Guessers try `password` with digits and signs added, such as `Password1!`. */
const DECORATION = /[^\p{L}]{0,4}$/u;

/**
 * Whether the password is among a guesser's first tries: a common password, or public knowledge about its owner, in any
 * capitalisation and with up to four digits or signs after it.
 * @param common lower-case
 */
export function isGuessable(password: string, email: string, common: ReadonlySet<string>): boolean {
  const plain = normalisePassword(password).toLowerCase();
  const known = [SITE.name, email, email.split('@')[0] ?? ''].map((name) => normalisePassword(name).toLowerCase());
  return [plain, plain.replace(DECORATION, '')].some((word) => common.has(word) || known.includes(word));
}

let common: Promise<ReadonlySet<string>> | undefined;

/** About 49 000 common passwords, unpacked when the first password is set. */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']));
  return common;
}

interface Choice {
  password: string;
  email: string;
  /** The form field of the password. */
  param: 'password' | 'next';
}

/** @throws password_guessable */
export async function assertNotGuessable({ password, email, param }: Choice): Promise<void> {
  if (!isGuessable(password, email, await commonPasswords())) return;
  throw new AppError('password_guessable', 'This password is easy to guess. Choose another one.', { param });
}
