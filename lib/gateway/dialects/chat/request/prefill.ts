import type { Message } from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { treatmentOf } from '#lib/models/parameters.ts';
import { textBlock } from './text.ts';
import type { Translation } from './translation.ts';

/**
 * Ends the conversation as the model accepts it when its last word is the assistant's: continued from there, or
 * followed by a request to go on. Adds to `messages`.
 */
export function endConversation(messages: Message[], isPlainAnswer: boolean, { model, log }: Translation): void {
  const last = messages.at(-1);
  if (last?.role !== 'assistant') return;
  if (isPlainAnswer && treatmentOf('messages.prefill', model).treatment === 'accepted') {
    trimEnd(last);
    return;
  }
  messages.push({ role: 'user', content: [textBlock('Continue.')] });
  const reason = isPlainAnswer
    ? PARAMETER_REASONS.prefill_unsupported
    : 'A conversation that ends with an assistant message cannot be continued while thinking or with JSON, so the model is asked to go on.';
  log.note('messages', 'added', reason);
}

/** Upstream refuses whitespace at the end of a final assistant text, and only there. */
function trimEnd({ content }: Message): void {
  const block = content.at(-1);
  if (block?.type === 'text') block.text = block.text.trimEnd();
}
