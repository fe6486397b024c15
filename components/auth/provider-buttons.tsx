'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { FormError } from '#components/ui/field.tsx';
import type { Provider } from '#lib/auth/oauth.ts';
import { PROVIDER_BRANDS } from './providers.ts';
import { goToProvider } from './session-requests.ts';
import { useFailureText } from './use-failure-text.ts';

/** Leaves for one of these providers, and comes back to `next`. */
export function ProviderButtons({ providers, next }: { providers: readonly Provider[]; next: string }) {
  const t = useTranslations('auth.signIn');
  const failureText = useFailureText();
  const [error, setError] = useState<string>();
  const leave = async (provider: Provider) => {
    setError(undefined);
    const failure = await goToProvider(provider, next);
    if (failure) setError(failureText(failure));
  };
  return (
    <>
      {providers.map((id) => (
        <Button key={id} size="large" onClick={() => leave(id)}>
          <svg aria-hidden viewBox="0 0 24 24" fill="currentColor">
            <path d={PROVIDER_BRANDS[id].mark} />
          </svg>
          {t('provider', { provider: PROVIDER_BRANDS[id].name })}
        </Button>
      ))}
      <FormError>{error}</FormError>
    </>
  );
}
