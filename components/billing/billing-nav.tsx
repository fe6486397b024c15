import { useTranslations } from 'next-intl';
import { SectionNav } from '#components/layout/section-nav.tsx';

const PAGES = [
  { id: 'overview', href: '/billing' },
  { id: 'statement', href: '/billing/statement' },
  { id: 'monthly', href: '/billing/monthly' },
  { id: 'automatic', href: '/billing/automatic' },
  { id: 'limits', href: '/billing/limits' },
] as const;

export function BillingNav() {
  const t = useTranslations('billing.nav');
  return <SectionNav label={t('label')} pages={PAGES.map(({ id, href }) => ({ href, label: t(id) }))} />;
}
