import type { Column, Draft, Message } from './document.ts';

/** Ids and time are arguments, so that all functions here are pure. */
interface NewDraft {
  id: string;
  columnId: string;
  model: string;
  now: Date;
}

export const newDraft = ({ id, columnId, model, now }: NewDraft): Draft => ({
  v: 1,
  id,
  name: '',
  columns: [newColumn(columnId, model)],
  isLinked: true,
  variables: {},
  rows: [],
  updatedAt: now.toISOString(),
});

/** Reasoning is shown where a model supports it, because users want to see the output they pay for. */
export const newColumn = (id: string, model: string): Column => ({
  id,
  model,
  settings: { include_reasoning: true },
  switchedOff: {},
  messages: [],
  tools: [],
  format: { type: 'text' },
  payer: 'sandbox',
});

export const newMessage = (id: string, role: Message['role'], text = ''): Message => ({
  id,
  role,
  parts: [{ type: 'text', text }],
});

interface Fork {
  columnId: string;
  messageId: string;
  /** Id of the new draft. */
  id: string;
  now: Date;
}

/** Creates a draft with one column that ends with the given message. */
export function forkDraft(draft: Draft, { columnId, messageId, id, now }: Fork): Draft {
  const column = draft.columns.find((candidate) => candidate.id === columnId);
  if (!column) return draft;
  const end = column.messages.findIndex((message) => message.id === messageId) + 1;
  return {
    ...draft,
    id,
    columns: [{ ...column, messages: column.messages.slice(0, end) }],
    updatedAt: now.toISOString(),
  };
}
