import { booksAt } from './books.ts';
import { Requests } from './requests.ts';

/*
 * One of several gateway processes that compete for the same money. A test forks it with the database's address, and
 * tells it whose money to hold, and when no more of it will be released.
 */
export type ContenderOrder =
  | {
      accountId: string;
      keyId: string;
      tags?: readonly string[];
      sessionId?: string | null;
      amount: string;
      callers: number;
    }
  | 'all is back';
export interface ContenderNews {
  placed: number;
  errors: string[];
}

const [url = '', outboxRoot = ''] = process.argv.slice(2);
const ledger = booksAt(url, outboxRoot).ledger({ limits: { holdTimeoutMs: 60_000 } });
let isAllBack = false;

/** A refused caller retries as long as money may be released. */
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
  const payer = new Requests(order.accountId, order.keyId, order.tags, order.sessionId);
  const calls = Array.from({ length: order.callers }, () => isPlaced(payer, BigInt(order.amount)));
  const outcomes = await Promise.allSettled(calls);
  const placed = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value).length;
  const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
  process.send?.({ placed, errors } satisfies ContenderNews);
});
process.once('disconnect', () => process.exit());
