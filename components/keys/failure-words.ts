'use client';

import { useTranslations } from 'next-intl';

/** What the common failures mean where keys are concerned. */
export function useFailureWords() {
  const t = useTranslations('keys.failures');
  return {
    conflict: t('conflict'),
    not_found: t('notFound'),
    forbidden: t('forbidden'),
    invalid_value: t('invalidValue'),
    email_unverified: t('unverified'),
    step_up_required: t('notProved'),
    capsChanged: t('capsChanged'),
    unreachable: t('unreachable'),
  };
}
