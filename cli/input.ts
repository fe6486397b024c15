import { text } from 'node:stream/consumers';
import type { z } from 'zod';
import { AppError } from '#lib/errors.ts';

/** @throws invalid_value with everything that is wrong, by the name of the option */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${toOption(path)}${message}`);
  throw new AppError('invalid_value', problems.join(' '));
}

const toOption = ([name]: PropertyKey[]): string =>
  name === undefined ? '' : `--${String(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: `;

/** A secret given as an option, or with `-` on standard input, where other users of the machine cannot see it. */
export async function readSecret(given: string): Promise<string> {
  return given === '-' ? (await text(process.stdin)).replace(/\r?\n$/, '') : given;
}
