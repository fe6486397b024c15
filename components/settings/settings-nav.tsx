import { useTranslations } from 'next-intl';
import { SectionNav } from '#components/layout/section-nav.tsx';

const PAGES = [
  { id: 'profile', href: '/settings' },
  { id: 'security', href: '/settings/security' },
  { id: 'members', href: '/settings/members' },
  { id: 'alerts', href: '/settings/alerts' },
  { id: 'audit', href: '/settings/audit' },
  { id: 'data', href: '/settings/data' },
] as const;

export type SettingsPage = (typeof PAGES)[number]['id'];

/** @param hidden pages the role does not include */
export function SettingsNav({ hidden }: { hidden: readonly SettingsPage[] }) {
  const t = useTranslations('settings.nav');
  const shown = PAGES.filter(({ id }) => !hidden.includes(id));
  return <SectionNav label={t('label')} pages={shown.map(({ id, href }) => ({ href, label: t(id) }))} />;
}
