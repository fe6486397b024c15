import type { Counted } from './enforce.ts';
import { policiesOf } from './policies.ts';
import type { Change, ConcurrencySlot, WindowCount } from './store/store.ts';
import type { Measured } from './window.ts';

type Pair = [Measured, Measured];

/** A request measured against all its limits: those of the key and of the account, of each kind. */
export interface Measures {
  requests: Pair;
  tokens: Pair;
  concurrency: Pair;
}

/** Increments of the windows for a request: requests of key and account, then tokens of key and account. */
export const toChanges = (caller: Counted, tokens: number): Change[] => [
  { id: `requests:${caller.keyId}`, amount: 1 },
  { id: `requests:${caller.accountId}`, amount: 1 },
  ...toTokenChanges(caller, [tokens, tokens]),
];

export const toTokenChanges = ({ keyId, accountId }: Counted, [ofKey, ofAccount]: [number, number]): Change[] => [
  { id: `tokens:${keyId}`, amount: ofKey },
  { id: `tokens:${accountId}`, amount: ofAccount },
];

/** `counts` in the order of `toChanges`, `place` entered with the key and then the account. */
export function measure(caller: Counted, tokens: number, counts: WindowCount[], place: ConcurrencySlot): Measures {
  const policies = policiesOf(caller.limits);
  const windows = counts as [WindowCount, WindowCount, WindowCount, WindowCount];
  const [runningOfKey = 0, runningOfAccount = 0] = place.counts;
  return {
    requests: [
      { policy: policies.requests[0], count: windows[0], added: 1 },
      { policy: policies.requests[1], count: windows[1], added: 1 },
    ],
    tokens: [
      { policy: policies.tokens[0], count: windows[2], added: tokens },
      { policy: policies.tokens[1], count: windows[3], added: tokens },
    ],
    concurrency: [
      { policy: policies.concurrency[0], count: { used: runningOfKey, resetsInMs: null }, added: 1 },
      { policy: policies.concurrency[1], count: { used: runningOfAccount, resetsInMs: null }, added: 1 },
    ],
  };
}
