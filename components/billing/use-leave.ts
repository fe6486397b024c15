'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import type { ActionFailure, ActionResult } from '#lib/auth/action-result.ts';
import type { Locale } from '#lib/i18n/locales.ts';

type OpensPage<I> = (input: I & { locale: Locale }) => Promise<ActionResult<{ url: string }>>;

/** Opens the Stripe page whose URL an action returns, after step-up authentication when required. */
export function useLeave<I extends object>(action: OpensPage<I>) {
  const t = useTranslations('billing.failures');
  const guard = useStepUp();
  const explain = useFailureText();
  const locale = useLocale();
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();

  async function leave(input: I): Promise<void> {
    if (isPending) return;
    setPending(true);
    setFailure(undefined);
    const result = await guard(() => action({ ...input, locale }));
    // Stays pending until the next page has loaded.
    if (result.ok) return window.location.assign(result.data.url);
    setFailure(explain(result.error, ownWords(t)));
    setPending(false);
  }

  return { leave, isPending, failure };
}

const ownWords = (
  t: ReturnType<typeof useTranslations<'billing.failures'>>,
): Partial<Record<ActionFailure['code'], string>> => ({
  billing_unavailable: t('unavailable'),
  rate_limit_exceeded: t('tooMany'),
  conflict: t('conflict'),
});
