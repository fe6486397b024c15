import type { Admission } from '#lib/rate-limit/enforce.ts';
import type { Bill } from './bill.ts';
import type { Order } from './order.ts';
import type { Counting } from './translate/missing-counts.ts';

/** An order with its money set aside and its place taken, ready to be sent upstream. */
export interface Serving {
  order: Order;
  bill: Bill;
  admission: Pick<Admission, 'settle' | 'leave'>;
  /** Aborts when the customer hangs up. */
  signal: AbortSignal;
}

export const countingOf = ({ translated, model }: Order): Counting => ({
  request: translated.body,
  lettersPerToken: model.abilities.lettersPerToken,
});
