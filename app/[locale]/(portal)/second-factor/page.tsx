import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFor } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requirePerson } from '#lib/auth/session.ts';
import { Link, redirect } from '#lib/i18n/navigation.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'secondFactor' });
  return { title: t('action') };
}

/** For owners and admins without a second factor. All other users are redirected to the overview. */
export default async function SecondFactorPage({ params }: LocaleParams) {
  const locale = await readLocale(params);
  const user = await requirePerson();
  if (!user.lacksSecondFactor) return redirect({ href: '/overview', locale });
  const t = await getTranslations('secondFactor');
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title', { organisation: user.account.name })} />
      <div className="grid max-w-reading justify-items-start gap-5">
        <p>{t('text')}</p>
        <Button asChild variant="primary">
          <Link href="/settings/security">{t('action')}</Link>
        </Button>
        <p className="text-13 text-ink-muted">{t('until')}</p>
      </div>
    </PageFor>
  );
}
