import type { MessagesResponse, OutputBlock } from '#lib/gateway/messages/response.ts';

const UNEXPLAINED = 'The model declined to answer this request.';

/** The text of `message.refusal`: upstream's explanation or a plain sentence; null unless the answer was refused. */
export function toRefusal({ stop_reason, stop_details }: Pick<MessagesResponse, 'stop_reason' | 'stop_details'>) {
  if (stop_reason !== 'refusal') return null;
  return stop_details?.explanation?.trim() || UNEXPLAINED;
}

/** Whether the model declined before it said, thought or called anything: such an answer costs nothing. */
export const isRefusedBeforeOutput = (message: MessagesResponse): boolean =>
  message.stop_reason === 'refusal' && !message.content.some(isOutput);

const isOutput = (block: OutputBlock): boolean =>
  block.type === 'text' ? block.text.trim() !== '' : block.type !== 'unknown';
