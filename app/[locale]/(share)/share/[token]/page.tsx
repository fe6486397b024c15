import type { Metadata } from 'next';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { MessagesProvider } from '#components/layout/messages-provider.tsx';
import { PublicShell } from '#components/layout/public-shell.tsx';
import { SharedDraft } from '#components/playground/share/shared-draft.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { formatMoment } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { draftName } from '#lib/playground/draft-name.ts';
import { findShared, type SharedDraft as Shared } from '#lib/playground/share/queries.ts';
import { exportDraft } from '#lib/playground/stored/exported.ts';

interface Props {
  params: Promise<Awaited<LocaleParams['params']> & { token: string }>;
}

/** Not indexed and without a referrer, because the URL contains the secret token. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'playground.share.page' });
  return { title: t('title'), robots: { index: false, follow: false }, referrer: 'no-referrer' };
}

/** A shared conversation, for anybody with its link. */
export default async function SharePage({ params }: Props) {
  await connection(); // renders per request, because scripts carry the nonce of the content security policy
  const locale = await readLocale(params);
  const { token } = await params;
  const shared = await findShared(token);
  return (
    <PublicShell>
      <MessagesProvider only={['common', 'playground']}>
        <div className="py-8">
          {shared ? <SharedConversation shared={shared} locale={locale} /> : <NothingShared />}
        </div>
      </MessagesProvider>
    </PublicShell>
  );
}

/** Some browsers truncate longer URLs. */
const MOST_COPIED_LETTERS = 500_000;

async function SharedConversation({ shared, locale }: { shared: Shared; locale: Locale }) {
  const t = await getTranslations('playground.share.page');
  const { draft, by, organisation, createdAt, expiresAt } = shared;
  const copy = encodeURIComponent(exportDraft(draft, new Map()));
  const names = [by, organisation].filter((name) => name !== null).join(' · ');
  return (
    <>
      <PageHead
        title={draftName(draft) || t('title')}
        action={
          copy.length < MOST_COPIED_LETTERS && (
            <Button asChild>
              <a href={`/${locale}/playground#request=${copy}`}>{t('copy')}</a>
            </Button>
          )
        }
      >
        {names ? t('by', { names }) : t('byNobody')}{' '}
        {t('about', { created: formatMoment(locale, createdAt), expires: formatMoment(locale, expiresAt) })}
      </PageHead>
      <p className="mb-6 max-w-reading text-13 text-ink-muted">{t('output')}</p>
      <SharedDraft draft={draft} />
    </>
  );
}

async function NothingShared() {
  const t = await getTranslations('playground.share.page');
  return <EmptyState title={t('gone')}>{t('goneText')}</EmptyState>;
}
