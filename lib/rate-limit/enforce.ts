import 'server-only';
import type { Principal } from '#lib/keys/principal.ts';
import { type Measures, measure, toChanges, toTokenChanges } from './measure.ts';
import { toRefusal } from './refusal.ts';
import { limitStore } from './store/open.ts';
import type { ConcurrencySlot, LimitStore, WindowCount } from './store/store.ts';
import { correction, decide, type Measured, remainingOf, tightest, withoutOwn } from './window.ts';

interface Admission {
  /** `x-ratelimit-*`, for the answer. */
  headers: Record<string, string>;
  /**
   * Raises the estimate, once more is known, if that still fits. Returns the headers as they are now.
   * @throws rate_limit_exceeded
   */
  raiseTo(tokens: number): Promise<Record<string, string>>;
  /** Replaces the estimate by the tokens the request took. Calling it again changes nothing. */
  settle(actualTokens: number): void;
  /** Frees the request's place among those that run at the same time. Calling it again changes nothing. */
  leave(): void;
}

/** The ids under which a request counts. */
export type Counted = Omit<Caller, 'mode'>;

export type Caller = Pick<Principal, 'keyId' | 'accountId' | 'limits' | 'mode'>;

/**
 * Admits a request if it fits into the limits of its key and its account. A refused request does not count, and test
 * keys count separately: they leave an account's limits to its paid calls.
 * @throws rate_limit_exceeded
 */
export async function enforce(
  given: Caller,
  { tokens }: { tokens: number },
  store: LimitStore = limitStore(),
): Promise<Admission> {
  const caller = given.mode === 'test' ? { ...given, accountId: `${given.accountId}:test` } : given;
  const estimate = Math.ceil(tokens);
  const changes = toChanges(caller, estimate);
  const entering = store.enter([caller.keyId, caller.accountId]);
  const [counts, place] = await Promise.all([store.add(changes), entering]);
  const measures = measure(caller, estimate, counts, place);
  const verdict = decide([...measures.requests, ...measures.tokens, ...measures.concurrency]);
  if (verdict.allowed) return admit({ caller, store, place, measures, estimate });
  place.leave();
  forget(store.add(changes.map(({ id, amount }) => ({ id, amount: -amount }))));
  const headers = toHeaders(both(measures.requests, withoutOwn), both(measures.tokens, withoutOwn));
  throw toRefusal(verdict.by, headers, new Date());
}

interface Admitted {
  caller: Counted;
  store: LimitStore;
  place: ConcurrencySlot;
  measures: Measures;
  estimate: number;
}

function admit({ caller, store, place, measures, estimate: first }: Admitted): Admission {
  const { requests } = measures;
  let { tokens } = measures;
  let estimate = first;
  let countedAt = Date.now();
  let isSettled = false;
  let hasLeft = false;

  function correct(actual: number): void {
    const elapsedMs = Date.now() - countedAt;
    const amounts = both(tokens, ({ count }) =>
      correction(estimate, actual, { windowIsOver: elapsedMs >= (count.resetsInMs ?? 0) }),
    );
    const changes = toTokenChanges(caller, amounts).filter(({ amount }) => amount !== 0);
    if (changes.length > 0) forget(store.add(changes));
  }

  return {
    headers: toHeaders(requests, tokens),
    async raiseTo(wanted) {
      const more = Math.ceil(wanted) - estimate;
      if (more <= 0) return toHeaders(requests, tokens);
      const counts = await store.add(toTokenChanges(caller, [more, more]));
      tokens = withCounts(tokens, counts, more);
      estimate += more;
      countedAt = Date.now();
      const verdict = decide(tokens);
      if (!verdict.allowed) throw toRefusal(verdict.by, toHeaders(requests, both(tokens, withoutOwn)), new Date());
      return toHeaders(requests, tokens);
    },
    settle(actualTokens) {
      if (!isSettled) correct(Math.ceil(actualTokens));
      isSettled = true;
    },
    leave() {
      if (!hasLeft) place.leave();
      hasLeft = true;
    },
  };
}

/** The same limits with `more` added to their windows. */
const withCounts = (
  [key, account]: [Measured, Measured],
  counts: readonly WindowCount[],
  more: number,
): [Measured, Measured] => {
  const [ofKey = key.count, ofAccount = account.count] = counts;
  return [
    { ...key, count: ofKey, added: key.added + more },
    { ...account, count: ofAccount, added: account.added + more },
  ];
};

const both = <T>([a, b]: [Measured, Measured], change: (one: Measured) => T): [T, T] => [change(a), change(b)];

/** Corrections run in the background, and a lost one must not fail a request. */
const forget = (work: Promise<unknown>): void => void work.catch(() => {});

type Pair = readonly [Measured, Measured];

/** OpenAI's headers, for the tighter of the key's limits and its account's. */
function toHeaders(requests: Pair, tokens: Pair): Record<string, string> {
  const request = tightest(requests);
  const token = tightest(tokens);
  return {
    'x-ratelimit-limit-requests': String(request.policy.limit),
    'x-ratelimit-remaining-requests': String(remainingOf(request)),
    'x-ratelimit-reset-requests': toDuration(request.count.resetsInMs),
    'x-ratelimit-limit-tokens': String(token.policy.limit),
    'x-ratelimit-remaining-tokens': String(remainingOf(token)),
    'x-ratelimit-reset-tokens': toDuration(token.count.resetsInMs),
  };
}

const toDuration = (ms: number | null): string => `${Math.max(0, Math.ceil((ms ?? 0) / 1000))}s`;
