import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRequest } from '../request/to-request.ts';
import { anyColumn } from '../testing/any-column.ts';
import { draftOf } from '../testing/drafts.ts';
import { CURRENT_VERSION, migrate, readDraft } from './read-draft.ts';

const SAMPLES = join(import.meta.dirname, '__fixtures__');
const sample = (name: string): Record<string, unknown> => JSON.parse(readFileSync(join(SAMPLES, name), 'utf8'));
const newest = sample(`v${CURRENT_VERSION}.json`);

describe('a stored draft', () => {
  it.each(readdirSync(SAMPLES))('of the form %s migrates to the current version', (name) => {
    const read = readDraft(sample(name));
    expect(read).toEqual({ ok: true, draft: newest });
    if (read.ok)
      for (const column of read.draft.columns) expect(toRequest(read.draft, column).body.model).toBe(column.model);
  });

  it('has a sample for every version', () => {
    const versions = Array.from({ length: CURRENT_VERSION }, (_, index) => `v${index + 1}.json`);
    expect(readdirSync(SAMPLES).sort()).toEqual(versions);
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(anyColumn, ({ column }) => {
        const draft = draftOf(column);
        expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual({ ok: true, draft });
      }),
    );
  });

  it.each([
    [null, 'unreadable'],
    [{}, 'unreadable'],
    [{ v: '1' }, 'unreadable'],
    [{ ...newest, v: 0 }, 'unreadable'],
    [{ ...newest, v: 1.5 }, 'unreadable'],
    [{ ...newest, columns: [] }, 'unreadable'],
    [{ ...newest, rows: 'x' }, 'unreadable'],
    [{ ...newest, v: CURRENT_VERSION + 1 }, 'newer'],
  ])('that is unreadable is refused', (stored, problem) => expect(readDraft(stored)).toEqual({ ok: false, problem }));

  it('migrates version by version', () => {
    const migrations = {
      1: (draft: Record<string, unknown>) => ({ ...draft, trail: 'a' }),
      2: (draft: Record<string, unknown>) => ({ ...draft, trail: `${draft.trail}b` }),
    };
    expect(migrate({ v: 1 }, migrations, 3)).toEqual({ v: 3, trail: 'ab' });
    expect(migrate({ v: 2, trail: 'x' }, migrations, 3)).toEqual({ v: 3, trail: 'xb' });
    expect(migrate({ v: 1 }, migrations, 4)).toBeNull();
  });
});
