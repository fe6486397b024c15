import { z } from 'zod';

export const MAX_DEPTH = 64;

/** Whether nesting stays within `levels`. Walks no deeper than that, so a hostile value cannot exhaust the stack. */
export function isShallow(value: unknown, levels = MAX_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isShallow(item, levels - 1));
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    if (typeof member === 'object' && !isShallow(member, levels - 1)) return false;
  }
  return true;
}

/** The same value with each half of a split emoji replaced by U+FFFD; copied only if there is any. */
export const toWellFormedJson = (value: unknown): unknown => (isWellFormed(value) ? value : repaired(value));

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isWellFormed);
  for (const key in value) {
    if (!key.isWellFormed() || !isWellFormed((value as Record<string, unknown>)[key])) return false;
  }
  return true;
}

function repaired(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return value;
  if (Array.isArray(value)) return value.map(repaired);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toWellFormed(), repaired(member)]));
}

/** Text for upstream, which refuses half surrogates; decoding them to U+FFFD is what any UTF-8 reader does. */
export const text = z.string().overwrite((value) => value.toWellFormed());

/** A JSON object whose inside is the customer's own, such as a schema. */
export const openObject = z
  .record(z.string(), z.unknown())
  .refine((value) => isShallow(value), { abort: true, error: `must not nest deeper than ${MAX_DEPTH} levels.` })
  .overwrite((value) => toWellFormedJson(value) as Record<string, unknown>);

/** An array whose length is checked before its items, so that a million bad items are one complaint. */
export const boundedArray = <Item extends z.ZodType>(item: Item, max: number) =>
  z.array(z.unknown()).max(max).pipe(z.array(item));
