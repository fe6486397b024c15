'use client';

import { useTranslations } from 'next-intl';
import type { ActionFailure } from '#lib/auth/action-result.ts';
import { toWaitingTime } from './call-action.ts';

/** Explains a failure and the next step in the reader's language. A page may override the text of a code. */
export function useFailureText(): (
  failure: ActionFailure,
  own?: Partial<Record<ActionFailure['code'], string>>,
) => string {
  const t = useTranslations('auth.failures');
  const states = useTranslations('states');
  return ({ code, retryAfterSeconds = 60 }, own = {}) => {
    if (code === 'outdated') return states('outdated.notice');
    const known = t.has(code as 'internal') ? (code as 'internal') : 'internal';
    return own[code] ?? t(known, toWaitingTime(retryAfterSeconds));
  };
}
