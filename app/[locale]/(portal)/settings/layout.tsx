import type { ReactNode } from 'react';
import { SettingsNav, type SettingsPage } from '#components/settings/settings-nav.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { requirePerson } from '#lib/auth/session.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';

export default async function SettingsLayout({ params, children }: LocaleParams & { children: ReactNode }) {
  await readLocale(params);
  const { role } = await requirePerson();
  const hidden: SettingsPage[] = [];
  if (!may(role, 'billing:read')) hidden.push('alerts');
  if (!may(role, 'audit:read')) hidden.push('audit');
  return (
    <>
      <SettingsNav hidden={hidden} />
      {children}
    </>
  );
}
