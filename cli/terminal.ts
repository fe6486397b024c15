import { text } from 'node:stream/consumers';
import type { z } from 'zod';
import { nanoUsd, toUsd } from '#lib/billing/money.ts';
import { AppError } from '#lib/errors.ts';

/** @throws invalid_value with all problems, by the name of the option */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${toOption(path)}${message}`);
  throw new AppError('invalid_value', problems.join(' '));
}

const toOption = ([name]: PropertyKey[]): string =>
  name === undefined ? '' : `--${String(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: `;

/** A secret as an option, or with `-` on standard input, where other users of the machine cannot see it. */
export async function readSecret(given: string): Promise<string> {
  return given === '-' ? (await text(process.stdin)).replace(/\r?\n$/, '') : given;
}

/** Money for people: `$12.40`, with more decimals where needed. */
export function toDollars(amount: bigint): string {
  const [whole = '0', fraction = ''] = toUsd(nanoUsd(amount < 0n ? -amount : amount)).split('.');
  return `${amount < 0n ? '-' : ''}$${whole}.${fraction.padEnd(2, '0')}`;
}

/** JSON for programs: amounts of money are whole nano-USD as text, because JSON numbers would be rounded. */
export const toJson = (data: unknown): string =>
  JSON.stringify(data, (_name, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), 2);

/** Columns as wide as their widest cell. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const toLine = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [head, ...rows].map(toLine).join('\n');
}

/** Time in UTC, to the minute. */
export const toMinute = (date: Date | null): string => date?.toISOString().slice(0, 16).replace('T', ' ') ?? '–';
