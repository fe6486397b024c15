import type { ContentBlock, Message } from '#lib/gateway/messages/request.ts';
import { toTurns } from '../request.ts';
import type { Rule } from './validate.ts';

const NOT_EMPTY = 'text content blocks must be non-empty';
const NOT_BLANK = 'text content blocks must contain non-whitespace text';

type ContentList = { path: string; content: readonly ContentBlock[] };

function textPlaces({ system = [], messages }: { system?: readonly ContentBlock[]; messages: readonly Message[] }) {
  const places: ContentList[] = [{ path: 'system', content: system }];
  for (const { content } of messages) {
    places.push({ path: 'messages', content });
    for (const block of content)
      if (block.type === 'tool_result' && block.content) places.push({ path: 'messages', content: block.content });
  }
  return places;
}

/** An empty block is always refused; a blank one only where it is the only text. */
export const textNotBlank: Rule = (request) => {
  for (const { path, content } of textPlaces(request)) {
    const texts = content.filter((block) => block.type === 'text');
    if (texts.some(({ text }) => text === '')) return `${path}: ${NOT_EMPTY}`;
    if (content.length === 1 && texts[0]?.text.trim() === '') return `${path}: ${NOT_BLANK}`;
  }
  return null;
};

export const messagesNotEmpty: Rule = ({ messages }) => {
  if (messages.length === 0) return 'messages: at least one message is required';
  const empty = messages.findIndex(
    ({ role, content }, at) => content.length === 0 && !(role === 'assistant' && at === messages.length - 1),
  );
  return empty === -1
    ? null
    : `messages.${empty}: all messages must have non-empty content except for the optional final assistant message`;
};

const ALLOWED: Record<Message['role'], readonly ContentBlock['type'][]> = {
  user: ['text', 'image', 'document', 'tool_result'],
  assistant: ['text', 'thinking', 'redacted_thinking', 'tool_use'],
  system: ['text'],
};

export const blocksFitRole: Rule = ({ messages }) => {
  for (const [at, { role, content }] of messages.entries()) {
    const stray = content.find(({ type }) => !ALLOWED[role].includes(type));
    if (!stray) continue;
    const home = Object.entries(ALLOWED).find(([, types]) => types.includes(stray.type))?.[0];
    return `messages.${at}: \`${stray.type}\` blocks can only be in \`${home}\` messages`;
  }
  return null;
};

export const systemPlacement: Rule = ({ messages }, { abilities }) => {
  for (const [at, { role }] of messages.entries()) {
    if (role !== 'system') continue;
    if (!abilities.midConversationSystem)
      return 'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.';
    const [before, after] = [messages[at - 1]?.role, messages[at + 1]?.role];
    if (before !== 'user' || (after !== undefined && after !== 'assistant'))
      return `messages.${at}: a \`system\` message must directly follow a \`user\` message and be last or directly before an \`assistant\` message`;
  }
  return null;
};

export const prefill: Rule = ({ messages, output_config }, { abilities }) => {
  const last = toTurns(messages).at(-1);
  if (last?.role !== 'assistant') return null;
  if (!abilities.prefill)
    return 'This model does not support assistant message prefill. The conversation must end with a user message.';
  if (output_config?.format)
    return 'output_config.format: Prefilling assistant messages is not supported with structured outputs.';
  const end = last.blocks.at(-1);
  return end?.type === 'text' && end.text !== end.text.trimEnd()
    ? 'messages: final assistant content cannot end with trailing whitespace'
    : null;
};
