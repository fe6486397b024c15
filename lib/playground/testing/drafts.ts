import type { Column, Draft, Message, Tool } from '../document.ts';
import { newColumn, newDraft } from '../new-draft.ts';

/** Generates sequential ids, which tests can predict. */
export function countingIds(prefix = 'id'): () => string {
  let count = 0;
  return () => `${prefix}${++count}`;
}

export const NOW = new Date('2026-11-30T12:00:00Z');
/** Supports sampling, thinking and all other request features. */
export const ABLE_MODEL = 'anthropic/claude-sonnet-4-6';

/** Creates a draft of one column with the given fields. */
export function draftOf(column: Partial<Column> = {}, draft: Partial<Draft> = {}): Draft {
  const empty = newDraft({ id: 'draft', columnId: 'a', model: ABLE_MODEL, now: NOW });
  return { ...empty, columns: [{ ...newColumn('a', ABLE_MODEL), settings: {}, ...column }], ...draft };
}

export const columnOf = (draft: Draft, index = 0): Column => draft.columns[index] as Column;

export const message = (id: string, role: Message['role'], text: string, more: Partial<Message> = {}): Message => ({
  ...{ id, role, parts: [{ type: 'text', text }] },
  ...more,
});

export const tool = (name: string, more: Partial<Tool> = {}): Tool => ({
  ...{ id: name, kind: 'function', name, description: '', parameters: '', isStrict: null, isOn: true },
  mock: { kind: 'none' },
  ...more,
});

/** Replaces every `id` by the same value, because imports create new ids. */
export const withoutIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner) => (key === 'id' ? undefined : inner)));
