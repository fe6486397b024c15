import type { ContentBlock, Message } from '#lib/gateway/messages/request.ts';

/** Neighbouring messages of one role, which upstream reads as one. */
export interface Turn {
  role: Message['role'];
  /** Where it begins and ends in `messages`. */
  first: number;
  last: number;
  blocks: ContentBlock[];
}

export function toTurns(messages: readonly Message[]): Turn[] {
  const turns: Turn[] = [];
  for (const [index, { role, content }] of messages.entries()) {
    const open = turns.at(-1);
    if (open?.role === role) {
      // Copied once: the first message must stay as it is, and copying at every merge would be quadratic.
      if (open.first === open.last) open.blocks = [...open.blocks];
      for (const block of content) open.blocks.push(block);
      open.last = index;
    } else turns.push({ role, first: index, last: index, blocks: content });
  }
  return turns;
}

/** What the answer answers: the last user turn, also before a prefill. */
export const lastUserTurn = (messages: readonly Message[]): Turn | undefined =>
  toTurns(messages).findLast((turn) => turn.role === 'user');
