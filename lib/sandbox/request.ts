import type {
  ContentBlock,
  Message,
  MessagesRequest,
  TextBlock,
  ToolResultBlock,
} from '#lib/gateway/messages/request.ts';

type Loose<T> = T extends ToolResultBlock ? Omit<T, 'content'> & { content?: string | T['content'] } : T;

/** A body as clients may spell it: strings stand for one text block. */
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

/** The same request with every shorthand written out. Positions stay, so error paths stay right. */
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
