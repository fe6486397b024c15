import type { ContentBlock, Message, RedactedThinkingBlock, ThinkingBlock } from '#lib/gateway/messages/request.ts';
import type { AssistantMessage } from '../schema/message.ts';

type Thought = ThinkingBlock | RedactedThinkingBlock;

const OUR_FORMAT = 'anthropic-claude-v1';

/**
 * The thinking a message carries back, byte for byte. Only what upstream signed can be replayed: unsigned text,
 * fragments of a stream and other vendors' reasoning are left out, and a block given twice counts once.
 */
export function toThoughts({ reasoning_details, thinking_blocks }: AssistantMessage): Thought[] {
  const details = (reasoning_details ?? []).flatMap(fromDetail);
  return unique(details.length > 0 ? details : (thinking_blocks ?? []).flatMap(fromBlock));
}

/** Whether a message carries any thinking, usable or not. */
export const mentionsThinking = ({ reasoning_details, thinking_blocks }: AssistantMessage): boolean =>
  (reasoning_details?.length ?? 0) + (thinking_blocks?.length ?? 0) > 0;

function fromDetail(detail: NonNullable<AssistantMessage['reasoning_details']>[number]): Thought[] {
  if (detail.format != null && detail.format !== OUR_FORMAT) return [];
  if (detail.type === 'reasoning.text') return signed(detail.text, detail.signature);
  return detail.type === 'reasoning.encrypted' ? redacted(detail.data) : [];
}

function fromBlock(block: NonNullable<AssistantMessage['thinking_blocks']>[number]): Thought[] {
  if (block.type === 'thinking') return signed(block.thinking, block.signature);
  return block.type === 'redacted_thinking' ? redacted(block.data) : [];
}

/** Thinking that upstream chose not to show is empty text with a signature, and still counts. */
const signed = (thinking: string | null | undefined, signature: string | null | undefined): Thought[] =>
  signature && (thinking ?? '').isWellFormed() ? [{ type: 'thinking', thinking: thinking ?? '', signature }] : [];

const redacted = (data: string | null | undefined): Thought[] => (data ? [{ type: 'redacted_thinking', data }] : []);

function unique(thoughts: Thought[]): Thought[] {
  if (thoughts.length < 2) return thoughts;
  const bySeal = new Map(
    thoughts.map((thought) => ['signature' in thought ? thought.signature : thought.data, thought]),
  );
  return [...bySeal.values()];
}

const isThought = ({ type }: ContentBlock): boolean => type === 'thinking' || type === 'redacted_thinking';

/**
 * Whether the conversation ends inside a tool loop whose first turn brings no thinking back. There, manual thinking is
 * refused: upstream expects the loop to open with the block it once sent.
 */
export function endsInUnthoughtLoop(messages: readonly Message[]): boolean {
  const turns = messages.filter(({ role }) => role !== 'system');
  if (!turns.at(-1)?.content.some(isResult)) return false;
  let opening = turns.length - 2;
  while (opening > 1 && turns[opening - 1]?.content.some(isResult)) opening -= 2;
  const first = turns[opening]?.content[0];
  return first === undefined || !isThought(first);
}

const isResult = ({ type }: ContentBlock): boolean => type === 'tool_result';

/** Takes the thinking out again when the model will not think; says whether there was any. */
export function removeThoughts(messages: readonly Message[]): boolean {
  let hadThoughts = false;
  for (const message of messages) {
    if (!message.content.some(isThought)) continue;
    message.content = message.content.filter((block) => !isThought(block));
    hadThoughts = true;
  }
  return hadThoughts;
}
