import type { Draft, Message, Versions } from '../document.ts';
import { changeMessages } from './change.ts';

type OfMessage<Edit> = Edit & { columnId: string; messageId: string };

export type VersionEdit =
  /** Another version of a message, and what follows it, in place of the message and what followed that. */
  | OfMessage<{ type: 'addVersion'; messages: Message[] }>
  | OfMessage<{ type: 'showVersion'; index: number }>
  /** Shows the version before it; a message without others stays. */
  | OfMessage<{ type: 'removeVersion' }>;

export function editVersions(draft: Draft, edit: VersionEdit): Draft {
  return changeMessages(draft, edit, (messages) => {
    const start = messages.findIndex(({ id }) => id === edit.messageId);
    if (start === -1) return messages;
    const tail = editTail(messages.slice(start), edit);
    return tail === null ? messages : [...messages.slice(0, start), ...tail];
  });
}

/** The conversation from the message on, or null when nothing changes. */
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

/** How many versions a message has, and which it is, both counted from one: ‹2/3›. */
export const versionOf = ({ versions }: Message): { number: number; count: number } => ({
  number: (versions?.index ?? 0) + 1,
  count: (versions?.others.length ?? 0) + 1,
});

/** All versions in their order, the one that is shown among them. */
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
