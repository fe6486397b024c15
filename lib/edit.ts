import { z } from 'zod';
import { AppError } from '#lib/errors.ts';

/**
 * A change of some fields, with the values that each had before. Two people can then edit different fields of one thing
 * side by side, and neither overwrites a value that they have not seen.
 */
export interface Edit<T> {
  /** Without it, nothing is compared. */
  before?: Partial<T>;
  after: Partial<T>;
}

/** The edit of a form: only the changed fields. */
export function toEdit<T extends object>(shown: T, wanted: T): Required<Edit<T>> {
  const edit: Required<Edit<T>> = { before: {}, after: {} };
  for (const field of fieldsOf(wanted)) {
    if (isSame(shown[field], wanted[field])) continue;
    edit.before[field] = shown[field];
    edit.after[field] = wanted[field];
  }
  return edit;
}

/** The fields of an edit that were changed by another person since, with their current values; null without any. */
export function changedMeanwhile<T extends object>(current: T, { before = {}, after }: Edit<T>): Partial<T> | null {
  const found: Partial<T> = {};
  for (const field of fieldsOf(after)) {
    const isExpected = !(field in before) || isSame(current[field], before[field]);
    if (!isExpected && !isSame(current[field], after[field])) found[field] = current[field];
  }
  return fieldsOf(found).length > 0 ? found : null;
}

/** Another person changed the same fields. `current` has their current values. */
export class EditConflict extends AppError {
  readonly current: Record<string, unknown>;

  constructor(current: object) {
    super('conflict', 'Somebody has changed this meanwhile. Look at it again.');
    this.current = { ...current };
  }
}

/** Call it while the row is locked until the edit is written. @throws EditConflict */
export function assertUnchanged<T extends object>(current: T, edit: Edit<T>): void {
  const meanwhile = changedMeanwhile(current, edit);
  if (meanwhile) throw new EditConflict(meanwhile);
}

/** Schema of a form's edit. Values shown may have become invalid since, so they have a schema of their own. */
export const editInput = <B extends z.ZodRawShape, A extends z.ZodRawShape>(
  shown: z.ZodObject<B, z.core.$strict>,
  wanted: z.ZodObject<A, z.core.$strict>,
) =>
  z
    .strictObject({ before: shown.partial(), after: wanted.partial() })
    .refine(({ before, after }) => Object.keys(after).every((field) => field in before), 'Say what was shown.');

const fieldsOf = <T extends object>(value: T): (keyof T)[] => Object.keys(value) as (keyof T)[];

function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((entry, index) => isSame(entry, other[index]));
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime();
  return Object.is(one, other);
}
