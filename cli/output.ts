import { nanoUsd, toUsd } from '#lib/billing/money.ts';

/** Money for people: `$12.40`, with more places where there is more to say. */
export function toDollars(amount: bigint): string {
  const [whole = '0', fraction = ''] = toUsd(nanoUsd(amount < 0n ? -amount : amount)).split('.');
  return `${amount < 0n ? '-' : ''}$${whole}.${fraction.padEnd(2, '0')}`;
}

/** JSON for programs: amounts of money are whole nano-USD as text, because JSON numbers would lose some. */
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

/** To the minute, in UTC. */
export const toMinute = (date: Date | null): string => date?.toISOString().slice(0, 16).replace('T', ' ') ?? '–';
