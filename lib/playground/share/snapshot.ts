import type { Column, Draft, Message, Settings, Tool } from '../document.ts';

/**
 * What a link shows of a draft: its conversations as they are on the screen. Left out is what the screen does not show or
 * what is nobody else's business: other versions, thoughts, rows of data, who pays and for whom, mocks, marks of runs.
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

/** The customer's own words for their users and requests. */
const withoutNames = ({ user: _, metadata: __, ...settings }: Settings): Settings => settings;

/** Files are named in it; their content stays in the browser. */
const toSharedMessage = ({ reasoning: _, runId: __, versions: ___, ...message }: Message): Message => message;
