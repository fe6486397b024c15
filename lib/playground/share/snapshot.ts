import type { Column, Draft, Message, Settings, Tool } from '../document.ts';

/**
 * Returns the part of a draft that a link shows: its visible conversations. Hidden or private data is left out: other
 * versions, reasoning, rows, payer and user, mocks, cache marks, run ids.
 */
export const toSnapshot = (draft: Draft): Draft => ({
  ...draft,
  id: 'shared',
  columns: draft.columns.map(toSharedColumn),
  rows: [],
});

const toSharedColumn = ({ id, model, settings, messages, tools, format }: Column): Column => ({
  ...{ id, model, format, switchedOff: {}, payer: 'sandbox' as const },
  settings: withoutNames(settings),
  messages: messages.map(toSharedMessage),
  tools: tools.map((tool): Tool => ({ ...tool, mock: { kind: 'none' } })),
});

/** Removes the customer's own identifiers of users and requests. */
const withoutNames = ({ user: _, metadata: __, ...settings }: Settings): Settings => settings;

/** Keeps the names of files. Their content stays in the browser. */
const toSharedMessage = ({ reasoning: _, runId: __, versions: ___, ...message }: Message): Message => message;
