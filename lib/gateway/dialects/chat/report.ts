import type { Adjustment } from '#lib/gateway/messages/adjustment.ts';
import type { ChatRequest } from './schema/request.ts';

/** What was adjusted, in the body, when the request asked for it with `include_adjustments`. */
export const reportOf = (
  { include_adjustments }: Pick<ChatRequest, 'include_adjustments'>,
  adjustments: Adjustment[],
): { tokenhub?: { adjustments: Adjustment[] } } => (include_adjustments ? { tokenhub: { adjustments } } : {});
