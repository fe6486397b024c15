import type { Draft, Message, Versions } from '../document.ts';
import { changeMessages } from './change.ts';

type OfMessage<Edit> = Edit & { columnId: string; messageId: string };

export type VersionEdit =
  /** Adds a version of a message with its following messages, and shows it. */
  | OfMessage<{ type: 'addVersion'; messages: Message[] }>
  | OfMessage<{ type: 'showVersion'; index: number }>
  /** Removes the current version and shows the previous one. The only version of a message stays. */
  | OfMessage<{ type: 'removeVersion' }>;

export function editVersions(draft: Draft, edit: VersionEdit): Draft {
  return changeMessages(draft, edit, (messages) => {
    const start = messages.findIndex(({ id }) => id === edit.messageId);
    if (start === -1) return messages;
    const tail = editTail(messages.slice(start), edit);
    return tail === null ? messages : [...messages.slice(0, start), ...tail];
  });
}

/** Returns the conversation from the message on; null when nothing changes. */
function editTail(tail: Message[], edit: VersionEdit): Message[] | null {
  const { versions, index } = unfold(tail);
  switch (edit.type) {
    case 'addVersion':
      return edit.messages.length === 0 ? null : fold([...versions, edit.messages], versions.length);
    case 'showVersion':
      return edit.index === index || !versions[edit.index] ? null : fold(versions, edit.index);
    case 'removeVersion':
      return versions.length === 1 ? null : fold(versions.toSpliced(index, 1), Math.max(0, index - 1));
  }
}

/** The number of the current version and the count of versions, from one: ‹2/3›. */
export const versionOf = ({ versions }: Message): { number: number; count: number } => ({
  number: (versions?.index ?? 0) + 1,
  count: (versions?.others.length ?? 0) + 1,
});

/** Returns all versions in order, including the current one. */
function unfold([head, ...rest]: Message[]): { versions: Message[][]; index: number } {
  if (!head) return { versions: [], index: 0 };
  const { versions: known, ...plain } = head;
  const { index, others }: Versions = known ?? { index: 0, others: [] };
  return { versions: others.toSpliced(index, 0, [plain, ...rest]), index };
}

function fold(versions: Message[][], index: number): Message[] {
  const [head, ...rest] = versions[index] ?? [];
  if (!head) return [];
  const others = versions.toSpliced(index, 1);
  return others.length === 0 ? [head, ...rest] : [{ ...head, versions: { index, others } }, ...rest];
}
