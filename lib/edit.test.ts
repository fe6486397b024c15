import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { assertUnchanged, changedMeanwhile, type Edit, editInput, toEdit } from './edit.ts';

interface Limits {
  cap: bigint | null;
  rate: number | null;
  models: string[];
  expiresAt: Date | null;
}

const OLD: Limits = { cap: 100n, rate: 60, models: ['a', 'b'], expiresAt: new Date(0) };

describe('an edit', () => {
  it('holds the changed fields with the values shown before, and no others', () => {
    expect(toEdit(OLD, { ...OLD, models: ['a', 'b'], expiresAt: new Date(0) })).toEqual({ before: {}, after: {} });
    expect(toEdit(OLD, { cap: 5n, rate: 60, models: ['b'], expiresAt: null })).toEqual({
      before: { cap: 100n, models: ['a', 'b'], expiresAt: new Date(0) },
      after: { cap: 5n, models: ['b'], expiresAt: null },
    });
  });

  it('of one field keeps another person’s change of another field', () =>
    expect(changedMeanwhile({ ...OLD, cap: 5n }, toEdit(OLD, { ...OLD, rate: 10 }))).toBeNull());

  it.each<{ field: keyof Limits; theirs: Partial<Limits>; mine: Partial<Limits> }>([
    { field: 'cap', theirs: { cap: 5n }, mine: { cap: 50n } },
    { field: 'rate', theirs: { rate: null }, mine: { rate: 10 } },
    { field: 'models', theirs: { models: ['a'] }, mine: { models: [] } },
    { field: 'expiresAt', theirs: { expiresAt: new Date(1) }, mine: { expiresAt: null } },
  ])('does not overwrite the $field that somebody else wrote meanwhile', ({ theirs, mine }) => {
    const current = { ...OLD, ...theirs };
    const edit = toEdit(OLD, { ...OLD, ...mine });
    expect(changedMeanwhile(current, edit)).toEqual(theirs);
    expect(() => assertUnchanged(current, edit)).toThrow(
      expect.objectContaining({ code: 'conflict', current: theirs }),
    );
  });

  it('may repeat another person’s change', () =>
    expect(changedMeanwhile({ ...OLD, cap: 5n }, toEdit(OLD, { ...OLD, cap: 5n }))).toBeNull());

  it('is not compared without the values shown', () =>
    expect(changedMeanwhile({ ...OLD, cap: 5n }, { after: { cap: 50n } })).toBeNull());
});

it('no change is lost when two forms that were opened together are sent, in either order', () => {
  const limits = fc.record({ cap: fc.constantFrom(1n, 2n, null), rate: fc.constantFrom(1, 2, null) });
  fc.assert(
    fc.property(limits, limits, limits, (shown, first, second) => {
      const row = { ...shown };
      const send = (edit: Edit<typeof row>) => {
        const meanwhile = changedMeanwhile(row, edit);
        if (!meanwhile) Object.assign(row, edit.after);
        return meanwhile;
      };
      const [one, two] = [toEdit(shown, first), toEdit(shown, second)];
      send(one);
      const meanwhile = send(two);
      if (meanwhile) expect(row).toEqual(first);
      else expect(row).toEqual({ ...shown, ...one.after, ...two.after });
      if (!meanwhile) expect(row).toMatchObject(one.after);
    }),
  );
});

it('is accepted from a form only with the value shown of each field', () => {
  const input = editInput(z.strictObject({ name: z.string() }), z.strictObject({ name: z.string().min(1) }));
  expect(input.parse({ before: { name: '' }, after: { name: 'New' } })).toEqual({
    before: { name: '' },
    after: { name: 'New' },
  });
  expect(input.safeParse({ before: {}, after: { name: 'New' } }).success).toBe(false);
  expect(input.safeParse({ after: { name: 'New' } }).success).toBe(false);
  expect(input.safeParse({ before: { name: 'Old' }, after: { name: '' } }).success).toBe(false);
});
