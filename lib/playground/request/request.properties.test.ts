import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChatRequest } from '#lib/gateway/dialects/chat/schema/request.ts';
import { anyColumn } from '../testing/any-column.ts';
import { columnOf, countingIds, draftOf, withoutIds } from '../testing/drafts.ts';
import { fromRequest } from './from-request.ts';
import type { ImportNote } from './problem.ts';
import { toRequest } from './to-request.ts';

const over = (body: object) => JSON.parse(JSON.stringify(body));

function asked(body: unknown) {
  const { column, files, notes } = fromRequest(body, countingIds());
  const draft = draftOf(column);
  const attachments = new Map(files.map(({ file, dataUrl }) => [file.id, dataUrl]));
  return { body: over(toRequest(draft, columnOf(draft), { attachments }).body), settings: column.settings, notes };
}

describe('any draft', () => {
  it('is restored from its request', () => {
    fc.assert(
      fc.property(anyColumn, ({ column, attachments }) => {
        const { body } = toRequest(draftOf(), column, { attachments });
        const { column: read, files, notes } = fromRequest(over(body), countingIds());
        const { id: _, payer: __, switchedOff: ___, ...own } = column;
        expect(withoutIds(read)).toEqual(withoutIds(own));
        expect(files.map(({ dataUrl }) => dataUrl)).toEqual([...attachments.values()]);
        expect(notes).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('makes a request that the API accepts', () => {
    fc.assert(
      fc.property(anyColumn, ({ column, attachments }) => {
        const { unknownFields } = parseChatRequest(over(toRequest(draftOf(), column, { attachments }).body));
        expect(unknownFields).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});

describe('any request', () => {
  it('is stable when imported again', () => {
    fc.assert(
      fc.property(anyColumn, ({ column, attachments }) => {
        const once = asked(over(toRequest(draftOf(), column, { attachments }).body)).body;
        expect(asked(once)).toMatchObject({ body: once, notes: [] });
      }),
      { numRuns: 100 },
    );
  });

  it('is imported without an error even when damaged, and every value is kept or noted', () => {
    const spoilt = fc.tuple(anyColumn, fc.array(fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 1 })), { maxLength: 4 }));
    fc.assert(
      fc.property(spoilt, ([{ column, attachments }, changes]) => {
        const body = over(toRequest(draftOf(), column, { attachments }).body);
        for (const [place, value] of changes) spoil(body, place, value);
        // `tool_choice` stays in the settings and is not sent without tools.
        const { body: sent, settings, notes } = asked(over(body));
        const kept = { sent, settings };
        const lost = leavesOf(body).filter(([path, leaf]) => !isNothing(leaf) && !isKept(kept, path, leaf));
        expect(lost.filter(([path]) => !isNoted(notes, path))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it.each([null, 1, 'x', [], {}, { messages: 1 }, { messages: [null, 1, {}] }])('yields a draft from %j', (body) => {
    expect(asked(body).body.messages).toEqual([]);
  });
});

type Path = (string | number)[];

function leavesOf(value: unknown, path: Path = []): [Path, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Replaces some leaf by a value, or adds the value beside it as a new field. */
function spoil(body: object, place: number, value: unknown): void {
  const leaves = leavesOf(body);
  const [path] = leaves[place % leaves.length] ?? [[]];
  const holder = path.slice(0, -1).reduce((inner: object, step) => inner[step as keyof object], body);
  const key = place % 3 === 0 && !Array.isArray(holder) ? 'surprise' : (path.at(-1) ?? 'surprise');
  Object.defineProperty(holder, key, {
    value: over({ value }).value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/**
 * A value counts as kept at any position under its name, because omitted items shift positions. A single text part
 * becomes the message's whole content.
 */
function isKept(kept: unknown, path: Path, leaf: unknown): boolean {
  const name = path.findLast((step) => typeof step === 'string') ?? '';
  if (name === 'type' && leaf === 'text') return true;
  const names = name === 'text' ? [name, 'content'] : [name];
  return leavesOf(kept).some(([other, value]) => Object.is(value, leaf) && names.some((one) => other.includes(one)));
}

const isNoted = (notes: ImportNote[], path: Path): boolean =>
  notes.some((note) => note.path === '' || toParam(path).startsWith(note.path));

const toParam = (path: Path): string =>
  path.reduce<string>(
    (param, step) => (typeof step === 'number' ? `${param}[${step}]` : param === '' ? step : `${param}.${step}`),
    '',
  );

/** Null, empty text and false equal an absent field. */
const isNothing = (leaf: unknown): boolean => leaf === null || leaf === '' || leaf === false;
