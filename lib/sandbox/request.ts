import type {
  ContentBlock,
  Message,
  MessagesRequest,
  TextBlock,
  ToolResultBlock,
} from '#lib/gateway/messages/request.ts';

type Loose<T> = T extends ToolResultBlock ? Omit<T, 'content'> & { content?: string | T['content'] } : T;

/** A body with the shorthands that clients may use: a string stands for one text block. */
export type RawRequest = Omit<MessagesRequest, 'messages' | 'system'> & {
  system?: string | TextBlock[];
  messages: { role: Message['role']; content: string | Loose<ContentBlock>[] }[];
};

const toText = (text: string): TextBlock[] => (text === '' ? [] : [{ type: 'text', text }]);

function toBlock(block: Loose<ContentBlock>): ContentBlock {
  if (block.type !== 'tool_result') return block;
  const { content } = block;
  return { ...block, content: typeof content === 'string' ? toText(content) : content };
}

/** Writes out every shorthand of a request. Positions stay, so error paths stay right. */
export function normaliseRequest(raw: RawRequest): MessagesRequest {
  const { system, messages, ...rest } = raw;
  return {
    ...rest,
    ...(system === undefined ? {} : { system: typeof system === 'string' ? toText(system) : system }),
    messages: messages.map(({ role, content }) => ({
      role,
      content: typeof content === 'string' ? toText(content) : content.map(toBlock),
    })),
  };
}

/** Neighbouring messages of one role, which upstream reads as one. */
export interface Turn {
  role: Message['role'];
  /** Index of its first message; `last` is that of its last one. */
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

/** The turn that is answered: the last user turn, also before a prefill. */
export const lastUserTurn = (messages: readonly Message[]): Turn | undefined =>
  toTurns(messages).findLast((turn) => turn.role === 'user');
