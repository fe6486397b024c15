import 'server-only';
import { SITE } from '#lib/config/site.ts';
import { AppError } from '#lib/errors.ts';
import { normalisePassword } from './password.ts';

/** `Password1!` is `password` to whoever guesses. */
const DECORATION = /[^\p{L}]{0,4}$/u;

/**
 * Whether it is among the first that would be tried: one of the common ones, or what everybody knows about its owner,
 * however it is capitalised and with a few digits or signs after it.
 * @param common lower-case
 */
export function isGuessable(password: string, email: string, common: ReadonlySet<string>): boolean {
  const plain = normalisePassword(password).toLowerCase();
  const known = [SITE.name, email, email.split('@')[0] ?? ''].map((name) => normalisePassword(name).toLowerCase());
  return [plain, plain.replace(DECORATION, '')].some((word) => common.has(word) || known.includes(word));
}

let common: Promise<ReadonlySet<string>> | undefined;

/** Some 49 000 passwords that people choose, unpacked when the first one is set. */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']));
  return common;
}

interface Choice {
  password: string;
  email: string;
  /** The field it was typed into. */
  param: 'password' | 'next';
}

/** @throws password_guessable */
export async function assertNotGuessable({ password, email, param }: Choice): Promise<void> {
  if (!isGuessable(password, email, await commonPasswords())) return;
  throw new AppError('password_guessable', 'This password is easy to guess. Choose another one.', { param });
}
