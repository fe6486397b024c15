import { Rss } from 'lucide-react';
import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Inline } from '#components/docs/inline.tsx';
import { AlternateLinks } from '#components/sharing/search-engines.tsx';
import { Button } from '#components/ui/button.tsx';
import { type Entry, readChangelog } from '#lib/changelog/read.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { pageMetadata } from '#lib/sharing/metadata.ts';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await readLocale(params);
  const t = await getTranslations({ locale, namespace: 'changelog' });
  return pageMetadata({ locale, path: '/changelog', title: t('title'), description: t('description') });
}

export default async function ChangelogPage({ params }: LocaleParams) {
  const locale = await readLocale(params);
  const t = await getTranslations('changelog');
  const feed = `/${locale}/changelog.xml`;
  return (
    <div className="mx-auto max-w-reading pt-10">
      <AlternateLinks locale={locale} path="/changelog" />
      <link rel="alternate" type="application/rss+xml" title={t('title')} href={feed} />
      <header className="border-b pb-4">
        <h1 className="text-28">{t('title')}</h1>
        <p className="mt-2 text-16 text-ink-muted">{t('description')}</p>
        <Button asChild variant="ghost" className="-ms-3 mt-3">
          <a href={feed}>
            <Rss aria-hidden />
            {t('subscribe')}
          </a>
        </Button>
      </header>
      {byDay(readChangelog(locale)).map((entries) => (
        <Day key={entries[0]?.id} entries={entries} />
      ))}
    </div>
  );
}

/** Groups adjacent entries of the same date. */
function byDay(entries: readonly Entry[]): Entry[][] {
  return [...Map.groupBy(entries, ({ date }) => date.getTime()).values()];
}

async function Day({ entries }: { entries: readonly Entry[] }) {
  const format = await getFormatter();
  const date = entries[0]?.date ?? new Date(0);
  return (
    <section className="mt-10 grid gap-x-10 gap-y-4 md:grid-cols-[9rem_minmax(0,1fr)]">
      <h2 className="text-14 text-ink-muted md:pt-0.5">
        <time dateTime={date.toISOString().slice(0, 10)}>
          {format.dateTime(date, { dateStyle: 'long', timeZone: 'UTC' })}
        </time>
      </h2>
      <div className="space-y-8">
        {entries.map(({ id, title, text }) => (
          <article key={id} id={id} className="scroll-mt-20">
            <h3 className="text-16">{title}</h3>
            <p className="mt-1 text-16 text-ink-muted">
              <Inline>{text}</Inline>
            </p>
          </article>
        ))}
      </div>
    </section>
  );
}
