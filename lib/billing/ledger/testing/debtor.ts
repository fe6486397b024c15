import { booksAt } from './books.ts';
import { Requests } from './requests.ts';

/*
 * One of several gateway processes that hold, settle and release for an account which keeps falling into debt. A test
 * forks it with the database's address and the account; it reports the outcome.
 */
export interface DebtorNews {
  charged: string;
  errors: string[];
}

const [url = '', outboxRoot = '', accountId = '', keyId = '', seed = '1'] = process.argv.slice(2);
const LANES = 8;
const TURNS = 60;

const ledger = booksAt(url, outboxRoot).ledger({ limits: { holdTimeoutMs: 60_000 } });
const payer = new Requests(accountId, keyId);

async function serve(lane: number): Promise<bigint> {
  let charged = 0n;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const random = (Number(seed) * 7_919 + lane * 104_729 + turn * 1_299_709) % 97;
    const request = payer.hold(BigInt(1 + random));
    const { placed } = await ledger.placeHold(request);
    if (!placed) continue;
    const { requestId } = request;
    if (random % 3 === 0) await ledger.release({ requestId, accountId, keyId });
    else charged += (await ledger.settle(payer.settlement(requestId, BigInt(random % 50)))).charged;
  }
  return charged;
}

const lanes = await Promise.allSettled(Array.from({ length: LANES }, (_, lane) => serve(lane)));
const news: DebtorNews = {
  charged: lanes.reduce((sum, lane) => sum + (lane.status === 'fulfilled' ? lane.value : 0n), 0n).toString(),
  errors: lanes.flatMap((lane) => (lane.status === 'rejected' ? [String(lane.reason)] : [])),
};
process.send?.(news, () => process.exit());
