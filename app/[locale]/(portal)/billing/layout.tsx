import type { ReactNode } from 'react';
import { BillingNav } from '#components/billing/billing-nav.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { requirePerson } from '#lib/auth/session.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';

export default async function BillingLayout({ params, children }: LocaleParams & { children: ReactNode }) {
  await readLocale(params);
  const { role } = await requirePerson();
  return (
    <>
      {may(role, 'billing:read') && <BillingNav />}
      {children}
    </>
  );
}
