import type { UpstreamFailure } from '../messages/failure.ts';
import { isOutOfCredit } from '../messages/failure-class.ts';
import type { Breaker } from './breaker.ts';
import { blamesUpstreamKey, isRateLimit } from './retry.ts';

/** A change of a key's state, for the operator. It names the key by position, without any secret or upstream text. */
export interface KeyAlarm {
  kind: 'refused' | 'out_of_credit' | 'rate_limited' | 'failing' | 'recovered';
  /** `key #2`: the second one of the configuration. */
  key: string;
  status: number | null;
  /** The model this is about, or null when the key as a whole is left out. */
  model: string | null;
}

interface Subject {
  index: number;
  model: string | null;
  /** The failure that caused the change; null when the attempt went well. */
  failure: UpstreamFailure | null;
}

/** The alarm for a change of a breaker: when it opens, once, and when it closes again. */
export function alarmFor(before: Breaker, after: Breaker, { index, model, failure }: Subject): KeyAlarm | null {
  const key = `key #${index + 1}`;
  if (before.state === 'half_open' && after.state === 'closed') return { kind: 'recovered', key, status: null, model };
  return before.state === 'closed' && after.state === 'open' && failure ? { ...toNews(failure), key, model } : null;
}

function toNews(failure: UpstreamFailure): Pick<KeyAlarm, 'kind' | 'status'> {
  const status = failure.kind === 'error' ? failure.status : null;
  if (isOutOfCredit(failure)) return { kind: 'out_of_credit', status };
  if (blamesUpstreamKey(failure)) return { kind: 'refused', status };
  return { kind: isRateLimit(failure) ? 'rate_limited' : 'failing', status };
}
