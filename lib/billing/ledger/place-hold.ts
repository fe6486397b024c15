import 'server-only';
import type { Database } from '#lib/db/statement.ts';
import { AppError } from '#lib/errors.ts';
import type { Answer } from './combiner.ts';
import type { HoldRequest, HoldResult } from './hold.ts';
import { placeBatch, placeWhole, type RefusedRow } from './hold-statements.ts';
import { toVerdict, type Verdict } from './hold-verdict.ts';
import { beat } from './process.ts';
import { retryConflicts } from './transient.ts';

export interface HoldOwner {
  processId: string;
  ttlMs: number;
}

const REPEATED: ReadonlySet<Verdict | undefined> = new Set(['again', 'unregistered'] as const);

/**
 * Places all holds of one account that fit, in order, each once even if repeated. Requests behind one that does not fit
 * are tried again without it, so that every refusal was correct when it was made, and no request starves.
 */
export async function placeHolds(
  database: Database,
  owner: HoldOwner,
  accountId: string,
  requests: readonly HoldRequest[],
): Promise<Answer<HoldResult>[]> {
  const verdicts = new Map<string, Verdict>();
  let pending = [...new Map(requests.map((request) => [request.requestId, request])).values()];
  while (pending.length > 0) {
    const refused = await placeOnce(database, owner, accountId, pending);
    pending.forEach(
      ({ requestId, amount }, place) => void verdicts.set(requestId, toVerdict(refused.get(place), amount)),
    );
    if ([...verdicts.values()].includes('unregistered')) await beat(database, [owner.processId]);
    pending = pending.filter(({ requestId }) => REPEATED.has(verdicts.get(requestId)));
  }
  return requests.map(({ requestId }) => toAnswer(verdicts.get(requestId)));
}

/** The refused requests of the batch, by index. */
async function placeOnce(
  database: Database,
  owner: HoldOwner,
  accountId: string,
  requests: readonly HoldRequest[],
): Promise<Map<number, RefusedRow>> {
  const values = toValues(owner, accountId, requests);
  const [whole] = await retryConflicts(() => placeWhole(database, values));
  if (whole?.placed === requests.length) return new Map();
  const rows = await retryConflicts(() => placeBatch(database, values));
  const refused = rows.filter((row) => row.place !== null);
  // A request that is not refused may spend, so a missing row must not be read as a placed hold.
  if (rows[0]?.placed !== requests.length - refused.length) throw new Error('The database left a hold unanswered.');
  return new Map(refused.map((row) => [row.place, row]));
}

const toValues = ({ processId, ttlMs }: HoldOwner, accountId: string, requests: readonly HoldRequest[]) => [
  accountId,
  JSON.stringify(requests.map((request, place) => toRow(request, place, accountId))),
  processId,
  ttlMs,
];

const toRow = (
  { requestId, keyId, priceId, amount, tags = [], sessionId }: HoldRequest,
  place: number,
  accountId: string,
) => ({
  place,
  request_id: requestId,
  account_id: accountId,
  key_id: keyId,
  price_id: priceId,
  amount: amount.toString(),
  tags,
  session_id: sessionId ?? '',
});

function toAnswer(verdict: Verdict | undefined): Answer<HoldResult> {
  if (verdict === 'suspended') return new AppError('account_suspended', 'This account is suspended.');
  if (verdict === 'finished') return new AppError('conflict', 'This request has been settled or released already.');
  if (verdict === undefined || verdict === 'again' || verdict === 'unregistered')
    return new Error('A hold was left without a verdict.');
  return verdict;
}
