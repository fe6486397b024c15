import type { Adjustment } from './adjustment.ts';
import type { Order } from './order.ts';

/** What was adjusted, in the body, when the request asked for it with `include_adjustments`. */
export function reportOf({ chat, translated }: Order): { tokenhub?: { adjustments: Adjustment[] } } {
  return chat.include_adjustments ? { tokenhub: { adjustments: translated.adjustments } } : {};
}
