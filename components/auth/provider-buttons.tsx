import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import type { Provider } from '#lib/auth/provider-names.ts';
import { PROVIDER_BRANDS } from './providers.ts';
import { goToProvider } from './session-requests.ts';

/** Leaves for one of these providers, and comes back to `next`. */
export function ProviderButtons({ providers, next }: { providers: readonly Provider[]; next: string }) {
  const t = useTranslations('auth.signIn');
  return providers.map((id) => (
    <Button key={id} size="large" onClick={() => goToProvider(id, next)}>
      <svg aria-hidden viewBox="0 0 24 24" fill="currentColor">
        <path d={PROVIDER_BRANDS[id].mark} />
      </svg>
      {t('provider', { provider: PROVIDER_BRANDS[id].name })}
    </Button>
  ));
}
