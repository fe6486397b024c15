import type { Admission } from '#lib/rate-limit/enforce.ts';
import type { Counting } from '../messages/missing-counts.ts';
import type { Bill } from '../payers/account.ts';
import type { Order } from './prepare.ts';

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
