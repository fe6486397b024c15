import { useTranslations } from 'next-intl';
import { Badge, type BadgeVariant } from '#components/ui/badge.tsx';
import type { TopUpState } from '#lib/db/generated/enums.ts';

const VARIANTS: Record<TopUpState, BadgeVariant> = {
  created: 'neutral',
  requires_action: 'warning',
  processing: 'live',
  credited: 'success',
  being_checked: 'warning',
  failed: 'danger',
};

export function TopUpStateBadge({ state }: { state: TopUpState }) {
  const t = useTranslations('billing.states');
  return <Badge variant={VARIANTS[state]}>{t(state)}</Badge>;
}
