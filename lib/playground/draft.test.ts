import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft, Message } from './document.ts';
import { type Edit, editDraft } from './draft.ts';
import { versionOf } from './edits/versions.ts';
import { forkDraft } from './new-draft.ts';
import { columnOf, draftOf, message, NOW, tool } from './testing/drafts.ts';

const a = { columnId: 'a' };
const start = draftOf({ messages: [message('q1', 'user', 'One?'), message('a1', 'assistant', 'First.')] });
const edited = (draft: Draft, ...edits: Edit[]): Draft => edits.reduce(editDraft, draft);
const idsIn = (draft: Draft, index = 0): string[] => columnOf(draft, index).messages.map(({ id }) => id);
const textOf = ({ parts: [part] }: Message): string => (part && 'text' in part ? part.text : '');
const textsIn = (draft: Draft, index = 0): string[] => columnOf(draft, index).messages.map(textOf);

describe('the messages of a column', () => {
  it('are edited, moved, removed and put in between', () => {
    const draft = edited(
      start,
      { type: 'setText', ...a, messageId: 'q1', part: 0, text: 'Two?' },
      { type: 'addMessages', ...a, messages: [message('s', 'system', 'Be brief.')], before: 'q1' },
      { type: 'moveMessage', ...a, messageId: 'a1', by: -1 },
      { type: 'setRole', ...a, messageId: 's', role: 'user' },
    );
    expect(idsIn(draft)).toEqual(['s', 'a1', 'q1']);
    expect(textsIn(draft)).toEqual(['Be brief.', 'First.', 'Two?']);
    expect(idsIn(editDraft(draft, { type: 'removeMessage', ...a, messageId: 'a1' }))).toEqual(['s', 'q1']);
  });

  it('stay within the column when moved past its ends', () => {
    expect(idsIn(editDraft(start, { type: 'moveMessage', ...a, messageId: 'a1', by: 5 }))).toEqual(['q1', 'a1']);
    expect(idsIn(editDraft(start, { type: 'moveMessage', ...a, messageId: 'a1', by: -5 }))).toEqual(['a1', 'q1']);
  });

  it('have parts and cache marks', () => {
    const image = { type: 'image_url', url: 'https://example.com/a.png' } as const;
    const draft = edited(
      start,
      { type: 'addPart', ...a, messageId: 'q1', part: image },
      { type: 'markCache', ...a, messageId: 'q1', part: 0, ttl: '1h' },
    );
    expect(columnOf(draft).messages[0]?.parts).toEqual([{ type: 'text', text: 'One?', cache: '1h' }, image]);
    const without = editDraft(draft, { type: 'removePart', ...a, messageId: 'q1', part: 1 });
    expect(columnOf(without).messages[0]?.parts).toEqual([{ type: 'text', text: 'One?', cache: '1h' }]);
  });

  it('begin with the system prompt, which exists only while it is not empty', () => {
    const set = (text: string): Edit => ({ type: 'setSystem', ...a, id: 's', text });
    const draft = edited(start, set('Be'), set('Be brief.'));
    expect(textsIn(draft)).toEqual(['Be brief.', 'One?', 'First.']);
    expect(idsIn(editDraft(draft, set('')))).toEqual(['q1', 'a1']);
    expect(editDraft(start, set(''))).toBe(start);
  });
});

describe('linked columns', () => {
  const two = editDraft(start, { type: 'addColumn', from: 'a', id: 'b' });

  it('share the user’s messages, and keep their own answers', () => {
    const draft = edited(
      two,
      { type: 'addMessages', ...a, messages: [message('q2', 'user', 'Two?')] },
      { type: 'addMessages', ...a, messages: [message('a2', 'assistant', 'From a.')] },
      { type: 'addMessages', columnId: 'b', messages: [message('b2', 'assistant', 'From b.')] },
      { type: 'setText', columnId: 'b', messageId: 'q2', part: 0, text: 'Two!' },
    );
    expect(textsIn(draft, 0)).toEqual(['One?', 'First.', 'Two!', 'From a.']);
    expect(textsIn(draft, 1)).toEqual(['One?', 'First.', 'Two!', 'From b.']);
  });

  it('diverge once unlinked, and start from one column when linked again', () => {
    const apart = edited(two, { type: 'unlink' }, { type: 'removeMessage', ...a, messageId: 'a1' });
    expect(idsIn(apart, 1)).toEqual(['q1', 'a1']);
    const again = editDraft(apart, { type: 'link', from: 'a' });
    expect(idsIn(again, 1)).toEqual(['q1']);
  });

  it('are at most four and at least one', () => {
    const five = edited(two, ...['c', 'd', 'e'].map((id): Edit => ({ type: 'addColumn', from: 'a', id })));
    expect(five.columns.map(({ id }) => id)).toEqual(['a', 'd', 'c', 'b']);
    expect(editDraft(start, { type: 'removeColumn', ...a })).toBe(start);
  });
});

describe('versions of an answer', () => {
  const asked = edited(
    start,
    { type: 'addMessages', ...a, messages: [message('q2', 'user', 'And?'), message('a2', 'assistant', 'So.')] },
    { type: 'addVersion', ...a, messageId: 'a1', messages: [message('a1b', 'assistant', 'Second.')] },
    { type: 'addVersion', ...a, messageId: 'a1b', messages: [message('a1c', 'assistant', 'Third.')] },
  );
  const shown = (messageId: string, index: number) => editDraft(asked, { type: 'showVersion', ...a, messageId, index });

  it('are counted, and each keeps its following messages', () => {
    expect(idsIn(asked)).toEqual(['q1', 'a1c']);
    expect(versionOf(columnOf(asked).messages[1] as Message)).toEqual({ number: 3, count: 3 });
    const first = shown('a1c', 0);
    expect(idsIn(first)).toEqual(['q1', 'a1', 'q2', 'a2']);
    expect(versionOf(columnOf(first).messages[1] as Message)).toEqual({ number: 1, count: 3 });
  });

  it('are restored unchanged after showing others', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2)), (walk) => {
        const walked = walk.reduce((draft, index) => {
          const messageId = columnOf(draft).messages[1]?.id ?? '';
          return editDraft(draft, { type: 'showVersion', ...a, messageId, index });
        }, asked);
        const messageId = columnOf(walked).messages[1]?.id ?? '';
        expect(editDraft(walked, { type: 'showVersion', ...a, messageId, index: 2 }).columns).toEqual(asked.columns);
      }),
    );
  });

  it('are removed one by one; the last stays', () => {
    const remove = (draft: Draft) =>
      editDraft(draft, { type: 'removeVersion', ...a, messageId: columnOf(draft).messages[1]?.id ?? '' });
    expect(textsIn(remove(asked))).toEqual(['One?', 'Second.']);
    const one = remove(remove(asked));
    expect(idsIn(one)).toEqual(['q1', 'a1', 'q2', 'a2']);
    expect(columnOf(one).messages[1]).not.toHaveProperty('versions');
    expect(remove(one)).toBe(one);
  });

  it('branch again further down', () => {
    const first = shown('a1c', 0);
    const again = editDraft(first, {
      type: 'addVersion',
      ...a,
      messageId: 'a2',
      messages: [message('a2b', 'assistant', '')],
    });
    const back = edited(
      again,
      { type: 'showVersion', ...a, messageId: 'a1', index: 1 },
      { type: 'showVersion', ...a, messageId: 'a1b', index: 0 },
    );
    expect(back.columns).toEqual(again.columns);
  });
});

it('a fork is a draft of its own that ends with the message', () => {
  const fork = forkDraft(start, { columnId: 'a', messageId: 'q1', id: 'fork', now: NOW });
  expect(fork).toMatchObject({ id: 'fork', columns: [{ messages: [{ id: 'q1' }] }] });
});

describe('a parameter', () => {
  it('is absent while it is switched off, and comes back with its value', () => {
    const off = edited(
      start,
      { type: 'setSettings', ...a, settings: { temperature: 0.3 } },
      { type: 'switchOff', ...a, parameter: 'temperature' },
    );
    expect(columnOf(off).settings).not.toHaveProperty('temperature');
    const on = editDraft(off, { type: 'switchOn', ...a, parameter: 'temperature', initial: { temperature: 1 } });
    expect(columnOf(on)).toMatchObject({ settings: { temperature: 0.3 }, switchedOff: {} });
  });

  it('starts with the model’s default when it never had a value', () => {
    const on = editDraft(start, { type: 'switchOn', ...a, parameter: 'top_k', initial: { top_k: 40 } });
    expect(columnOf(on).settings).toEqual({ top_k: 40 });
  });
});

it('tools are added, changed and removed', () => {
  const draft = edited(
    start,
    { type: 'addTool', ...a, tool: tool('look') },
    { type: 'setTool', ...a, toolId: 'look', change: { description: 'Looks.' } },
  );
  expect(columnOf(draft).tools).toMatchObject([{ name: 'look', description: 'Looks.' }]);
  expect(columnOf(editDraft(draft, { type: 'removeTool', ...a, toolId: 'look' })).tools).toEqual([]);
});

it('variables and rows have values, whatever their names are', () => {
  const draft = edited(
    start,
    { type: 'setVariable', name: '__proto__', value: 'x' },
    { type: 'addRow', row: { id: 'r', values: {} } },
    { type: 'setCell', rowId: 'r', name: 'constructor', value: 'y' },
  );
  expect(Object.entries(draft.variables)).toEqual([['__proto__', 'x']]);
  expect(Object.entries(draft.rows[0]?.values ?? {})).toEqual([['constructor', 'y']]);
  expect(editDraft(draft, { type: 'removeVariable', name: '__proto__' }).variables).toEqual({});
  const rows = Array.from({ length: 30 }, (_, index) => ({ id: `${index}`, values: {} }));
  expect(editDraft(start, { type: 'setRows', rows }).rows).toHaveLength(20);
});

const nowhere: Edit[] = [
  { type: 'rename', name: '' },
  { type: 'removeMessage', ...a, messageId: 'no' },
  { type: 'setText', columnId: 'no', messageId: 'q1x', part: 0, text: '' },
  { type: 'addVersion', ...a, messageId: 'no', messages: [] },
  { type: 'showVersion', ...a, messageId: 'a1', index: 3 },
  { type: 'removeTool', ...a, toolId: 'no' },
  { type: 'removeRow', rowId: 'no' },
  { type: 'switchOff', ...a, parameter: 'top_p' },
  { type: 'link', from: 'a' },
];
it.each(nowhere)('$type of a missing item changes nothing', (edit) => expect(editDraft(start, edit)).toBe(start));
