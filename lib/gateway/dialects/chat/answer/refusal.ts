import type { MessagesResponse } from '#lib/gateway/messages/response.ts';

const UNEXPLAINED = 'The model declined to answer this request.';

/** The text of `message.refusal`: upstream's explanation or a plain sentence; null unless the answer was refused. */
export function toRefusal({ stop_reason, stop_details }: Pick<MessagesResponse, 'stop_reason' | 'stop_details'>) {
  if (stop_reason !== 'refusal') return null;
  return stop_details?.explanation?.trim() || UNEXPLAINED;
}
