import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit } from './draft.ts';
import { edit, type History, MOST_STEPS, openHistory, redo, undo } from './history.ts';
import { draftOf, message, NOW } from './testing/drafts.ts';

const opened = openHistory(draftOf({ messages: [message('q', 'user', '')] }));
const at = (ms: number) => new Date(NOW.getTime() + ms);
const type = (text: string): Edit => ({ type: 'setText', columnId: 'a', messageId: 'q', part: 0, text });
const rename = (name: string): Edit => ({ type: 'rename', name });

describe('undo', () => {
  it('reverts continuous typing in a field as one step', () => {
    const typed = ['H', 'He', 'Hey'].reduce(
      (history, text, index) => edit(history, type(text), at(index * 200)),
      opened,
    );
    expect(undo(typed).draft).toBe(opened.draft);
    const later = edit(typed, type('Hey!'), at(5_000));
    expect(undo(later).draft).toBe(typed.draft);
  });

  it('keeps typing in two fields as separate steps', () => {
    const both = edit(edit(opened, type('Hey'), at(0)), rename('x'), at(100));
    expect(undo(both).draft.columns).toEqual(both.draft.columns);
  });

  it('goes back a hundred steps', () => {
    const many = Array.from({ length: 150 }, (_, index) => index).reduce(
      (history, index) => edit(history, rename(`${index}`), at(index * 10_000)),
      opened,
    );
    expect(many.past).toHaveLength(MOST_STEPS);
    const back = Array.from({ length: 200 }).reduce<History>(undo, many);
    expect(back.draft.name).toBe('49');
    expect(Array.from({ length: 200 }).reduce<History>(redo, back).draft).toBe(many.draft);
  });

  it('and redo are inverse until the next edit', () => {
    const steps = fc.array(fc.constantFrom('undo', 'redo', 'a', 'b', 'c'), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (taken) => {
        let history = opened;
        for (const [index, step] of taken.entries()) {
          if (step === 'undo') history = undo(history);
          else if (step === 'redo') history = redo(history);
          else history = edit(history, rename(step), at(index * 10_000));
          if (history.past.length > 0) expect(redo(undo(history)).draft).toBe(history.draft);
          if (history.future.length > 0) expect(undo(redo(history)).draft).toBe(history.draft);
        }
      }),
    );
  });

  it('has no step for an edit that changed nothing', () => {
    expect(edit(opened, rename(opened.draft.name), at(0))).toBe(opened);
    expect(undo(opened)).toBe(opened);
    expect(redo(opened)).toBe(opened);
  });
});
