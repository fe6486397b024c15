import type { CacheTtl, Column, Draft, Message, Part, Role, ToolCall } from '../document.ts';
import { changeById, changeMessages, mapColumns, moveById, removeById, withMessages } from './change.ts';

type OfMessage<Edit> = Edit & { columnId: string; messageId: string };

export type MessageEdit =
  /** The first message when its role is system; empty text removes it. */
  | { type: 'setSystem'; columnId: string; id: string; text: string }
  /** Before the message with the id `before`, or else at the end. */
  | { type: 'addMessages'; columnId: string; messages: Message[]; before?: string }
  | { type: 'replaceMessages'; columnId: string; messages: Message[] }
  | OfMessage<{ type: 'removeMessage' }>
  | OfMessage<{ type: 'moveMessage'; by: number }>
  | OfMessage<{ type: 'setRole'; role: Role }>
  | OfMessage<{ type: 'setText'; part: number; text: string }>
  | OfMessage<{ type: 'addPart'; part: Part }>
  | OfMessage<{ type: 'removePart'; part: number }>
  | OfMessage<{ type: 'markCache'; part: number | null; ttl: CacheTtl | null }>
  | OfMessage<{ type: 'setCall'; call: ToolCall }>
  | OfMessage<{ type: 'setError'; isError: boolean }>;

export function editMessages(draft: Draft, edit: MessageEdit): Draft {
  const change = (one: (message: Message) => Message) =>
    'messageId' in edit ? changeMessages(draft, edit, (all) => changeById(all, edit.messageId, one)) : draft;
  switch (edit.type) {
    case 'setSystem':
      return inLinked(draft, edit.columnId, (column) => setSystem(column, edit.id, edit.text));
    case 'addMessages':
      return addMessages(draft, edit);
    case 'replaceMessages':
      return inLinked(draft, edit.columnId, (column) => withMessages(column, edit.messages));
    case 'removeMessage':
      return changeMessages(draft, edit, (messages) => removeById(messages, edit.messageId));
    case 'moveMessage':
      return changeMessages(draft, edit, (messages) => moveBy(messages, edit.messageId, edit.by));
    case 'setRole':
      return change((message) => ({ ...message, role: edit.role }));
    case 'setText':
      return change((message) => changePart(message, edit.part, (part) => withText(part, edit.text)));
    case 'addPart':
      return change((message) => ({ ...message, parts: [...message.parts, edit.part] }));
    case 'removePart':
      return change((message) => ({ ...message, parts: message.parts.toSpliced(edit.part, 1) }));
    case 'markCache':
      return change((message) => markCache(message, edit.part, edit.ttl ?? undefined));
    case 'setCall':
      return change((message) => ({
        ...message,
        toolCalls: changeById(message.toolCalls ?? [], edit.call.id, () => edit.call),
      }));
    case 'setError':
      return change((message) => ({ ...message, isError: edit.isError }));
  }
}

/** Changes the column, or all columns of a linked draft. */
const inLinked = (draft: Draft, columnId: string, change: (column: Column) => Column): Draft =>
  mapColumns(draft, (column) => (draft.isLinked || column.id === columnId ? change(column) : column));

/** Messages of the user go to all linked columns. Answers and tool results belong to their own column. */
function addMessages(draft: Draft, edit: Extract<MessageEdit, { type: 'addMessages' }>): Draft {
  const isOwn = edit.messages.some(({ role }) => role === 'assistant' || role === 'tool');
  const add = (column: Column) => withMessages(column, inserted(column.messages, edit));
  return isOwn
    ? mapColumns(draft, (column) => (column.id === edit.columnId ? add(column) : column))
    : inLinked(draft, edit.columnId, add);
}

function inserted(messages: Message[], { messages: added, before }: { messages: Message[]; before?: string }) {
  const index = messages.findIndex(({ id }) => id === before);
  return messages.toSpliced(index === -1 ? messages.length : index, 0, ...added);
}

function setSystem(column: Column, id: string, text: string): Column {
  const [first, ...rest] = column.messages;
  if (first?.role !== 'system') {
    const system: Message = { id, role: 'system', parts: [{ type: 'text', text }] };
    return text === '' ? column : withMessages(column, [system, ...column.messages]);
  }
  if (text === '') return withMessages(column, rest);
  return withMessages(column, [{ ...first, parts: [{ ...first.parts[0], type: 'text', text }] }, ...rest]);
}

function moveBy(messages: Message[], id: string, by: number): Message[] {
  const from = messages.findIndex((message) => message.id === id);
  return moveById(messages, id, from + by);
}

function changePart(message: Message, index: number, change: (part: Part) => Part): Message {
  const part = message.parts[index];
  return part ? { ...message, parts: message.parts.with(index, change(part)) } : message;
}

const withText = (part: Part, text: string): Part => ('text' in part ? { ...part, text } : part);

/** On a tool's result the mark covers the whole message. */
function markCache(message: Message, index: number | null, cache: CacheTtl | undefined): Message {
  if (index === null) return { ...message, cache };
  return changePart(message, index, (part) => (part.type === 'refusal' ? part : { ...part, cache }));
}
