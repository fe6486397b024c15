import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { EndpointSummary } from '#lib/webhooks/queries.ts';

const VARIANTS = { active: 'success', failing: 'danger', paused: 'warning' } as const;

/** Whether an endpoint is active, failing or paused. */
export function EndpointState({ endpoint }: { endpoint: Pick<EndpointSummary, 'pausedBy' | 'failingSince'> }) {
  const t = useTranslations('settings.webhooks.states');
  const state = endpoint.pausedBy ? 'paused' : endpoint.failingSince ? 'failing' : 'active';
  return <Badge variant={VARIANTS[state]}>{t(state)}</Badge>;
}
