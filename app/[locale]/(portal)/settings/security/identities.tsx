'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { PROVIDER_BRANDS, useProviderError } from '#components/auth/identity-providers.tsx';
import { goToProvider } from '#components/auth/sign-in-steps.ts';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { FormError } from '#components/ui/field.tsx';
import type { Provider } from '#lib/auth/oauth.ts';
import { proveAction, unlinkIdentityAction } from './actions.ts';

interface IdentitiesProps {
  providers: readonly Provider[];
  linked: readonly string[];
  /** The reason why the last attempt to link an identity failed. */
  refusal: string | null;
}

export function Identities({ providers, linked, refusal }: IdentitiesProps) {
  const t = useTranslations('settings.security.identities');
  const failureText = useFailureText();
  const guard = useStepUp();
  const prove = usePageAction(proveAction);
  const unlinkIdentity = usePageAction(unlinkIdentityAction);
  const [error, setError] = useState(useProviderError(refusal));
  const message = useRef<HTMLDivElement>(null);
  // The browser looks for the URL's fragment before this part of the page has streamed in.
  useEffect(() => {
    if (refusal) message.current?.scrollIntoView({ block: 'center' });
  }, [refusal]);
  const link = async (provider: string) => {
    const result = await guard(() => prove(undefined));
    const failure = result.ok ? await goToProvider(provider, window.location.pathname) : result.error;
    if (failure) setError(failureText(failure));
  };
  const unlink = async (provider: Provider) => {
    const result = await guard(() => unlinkIdentity({ provider }));
    setError(result.ok ? undefined : failureText(result.error, { conflict: t('lastWay') }));
  };
  return (
    <>
      <ul className="-my-2.5 grid">
        {providers.map((provider) => (
          <li key={provider} className="flex items-center justify-between gap-4 border-b py-2.5 last:border-b-0">
            <span className="font-medium">{PROVIDER_BRANDS[provider].name}</span>
            {linked.includes(provider) ? (
              <Button variant="ghost" className="-me-3" onClick={() => unlink(provider)}>
                {t('unlink', { provider: PROVIDER_BRANDS[provider].name })}
              </Button>
            ) : (
              <Button onClick={() => link(provider)}>{t('link', { provider: PROVIDER_BRANDS[provider].name })}</Button>
            )}
          </li>
        ))}
      </ul>
      <div ref={message}>
        <FormError>{error}</FormError>
      </div>
    </>
  );
}
