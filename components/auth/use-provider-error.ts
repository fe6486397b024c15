import { useTranslations } from 'next-intl';

/** Why an identity provider's answer did not sign in or link: one of our reasons, or something next-auth says. */
export function useProviderError(error: string | null): string | undefined {
  const t = useTranslations('auth.providerErrors');
  if (!error) return undefined;
  return t.has(error as 'other') ? t(error as 'other') : t('other');
}
