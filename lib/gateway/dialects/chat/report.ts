import type { Order } from '#lib/gateway/core/prepare.ts';
import type { Adjustment } from '#lib/gateway/messages/adjustment.ts';

interface Reported {
  chat: Pick<Order['chat'], 'include_adjustments'>;
  translated: Pick<Order['translated'], 'adjustments'>;
}

/** What was adjusted, in the body, when the request asked for it with `include_adjustments`. */
export function reportOf({ chat, translated }: Reported): { tokenhub?: { adjustments: Adjustment[] } } {
  return chat.include_adjustments ? { tokenhub: { adjustments: translated.adjustments } } : {};
}
