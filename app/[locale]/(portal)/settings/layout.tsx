import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SectionNav } from '#components/layout/section-nav.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { requirePerson } from '#lib/auth/session.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';

export default async function SettingsLayout({ params, children }: LocaleParams & { children: ReactNode }) {
  await readLocale(params);
  const { role } = await requirePerson();
  const hidden: SettingsPage[] = [];
  if (!may(role, 'billing:read')) hidden.push('alerts');
  if (!may(role, 'billing:manage')) hidden.push('webhooks');
  if (!may(role, 'audit:read')) hidden.push('audit');
  return (
    <>
      <SettingsNav hidden={hidden} />
      {children}
    </>
  );
}

const PAGES = [
  { id: 'profile', href: '/settings' },
  { id: 'security', href: '/settings/security' },
  { id: 'members', href: '/settings/members' },
  { id: 'alerts', href: '/settings/alerts' },
  { id: 'webhooks', href: '/settings/webhooks' },
  { id: 'content', href: '/settings/content' },
  { id: 'audit', href: '/settings/audit' },
  { id: 'data', href: '/settings/data' },
] as const;

type SettingsPage = (typeof PAGES)[number]['id'];

/** @param hidden pages that the user's role does not include */
function SettingsNav({ hidden }: { hidden: readonly SettingsPage[] }) {
  const t = useTranslations('settings.nav');
  const shown = PAGES.filter(({ id }) => !hidden.includes(id));
  return <SectionNav label={t('label')} pages={shown.map(({ id, href }) => ({ href, label: t(id) }))} />;
}
