import { useTranslations } from 'next-intl';
import { toProviderError } from '#lib/auth/oauth.ts';

/** Why an identity provider's answer did not sign in or link, in words. */
export function useProviderError(error: string | null): string | undefined {
  const t = useTranslations('auth.providerErrors');
  return error === null ? undefined : t(toProviderError(error));
}
