import { booksAt } from './books.ts';
import { Requests } from './requests.ts';

/*
 * One of several gateway processes that want the same money at once. A test forks it with the database's address and tells it
 * whose money, and when no more of it will come back.
 */
export type ContenderOrder =
  | { accountId: string; keyId: string; tags?: readonly string[]; amount: string; callers: number }
  | 'all is back';
export interface ContenderNews {
  placed: number;
  errors: string[];
}

const [url = '', outboxRoot = ''] = process.argv.slice(2);
const ledger = booksAt(url, outboxRoot).ledger({ limits: { holdTimeoutMs: 60_000 } });
let isAllBack = false;

/** A caller who was refused asks again for as long as money may come back. */
async function isPlaced(payer: Requests, amount: bigint): Promise<boolean> {
  for (;;) {
    const wasAllBack = isAllBack;
    const { placed } = await ledger.placeHold(payer.hold(amount));
    if (placed || wasAllBack) return placed;
  }
}

process.on('message', async (order: ContenderOrder) => {
  isAllBack = order === 'all is back';
  if (order === 'all is back') return;
  const payer = new Requests(order.accountId, order.keyId, order.tags);
  const calls = Array.from({ length: order.callers }, () => isPlaced(payer, BigInt(order.amount)));
  const outcomes = await Promise.allSettled(calls);
  const placed = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value).length;
  const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
  process.send?.({ placed, errors } satisfies ContenderNews);
});
process.once('disconnect', () => process.exit());
