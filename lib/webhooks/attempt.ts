import type { PostError, PostOutcome } from './post.ts';

const SECOND = 1;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The wait after each failed attempt: ten attempts in 24 hours. */
export const RETRY_AFTER_SECONDS = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  6 * HOUR,
  10 * HOUR,
] as const;

export type NextStep =
  | { step: 'delivered' }
  | { step: 'gone' }
  | { step: 'give_up' }
  | { step: 'wait'; seconds: number };

const GONE = 410;

/** What follows an attempt, counted from 1. A redirect is a failure, because its target is not checked. */
export function nextStep(attempt: number, outcome: PostOutcome): NextStep {
  if ('status' in outcome && outcome.status >= 200 && outcome.status < 300) return { step: 'delivered' };
  if ('status' in outcome && outcome.status === GONE) return { step: 'gone' };
  const seconds = RETRY_AFTER_SECONDS[attempt - 1];
  return seconds === undefined ? { step: 'give_up' } : { step: 'wait', seconds };
}

export type DeliveryError = PostError | 'paused';
