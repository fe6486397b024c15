import { PencilLine } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { Island } from '#components/islands/island.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { env } from '#lib/config/env.ts';
import { type GuideSlug, neighboursOf } from '#lib/docs/contents.ts';
import { guideFile, headingsOf, isStale, readGuide } from '#lib/docs/guide.ts';
import { compiledGuide } from '#lib/docs/source.ts';
import { readStamps, stampName, updatedOn } from '#lib/docs/updated.ts';
import { formatDay } from '#lib/i18n/format.ts';
import { DEFAULT_LOCALE, type Locale } from '#lib/i18n/locales.ts';
import { GUIDE_PARTS } from './guide-parts.tsx';
import { PageFeedback } from './page-feedback.tsx';
import { PageFoot } from './page-foot.tsx';
import { DocsPageHead } from './page-head.tsx';
import { TableOfContents, WithContents } from './with-contents.tsx';

export async function GuidePage({ slug }: { slug: GuideSlug }) {
  const locale = await getLocale();
  const guide = readGuide(locale, slug);
  const { body: Body } = compiledGuide(locale, slug);
  const { previous, next } = neighboursOf(slug);
  const isOutdated = locale !== DEFAULT_LOCALE && isStale(guide, readGuide(DEFAULT_LOCALE, slug));
  return (
    <WithContents contents={<TableOfContents headings={headingsOf(guide.body)} />}>
      <DocsPageHead title={guide.title} description={guide.description} path={`/docs/${slug}`} />
      {isOutdated && <StaleNotice slug={slug} />}
      <Body components={GUIDE_PARTS} />
      <Island name="page-feedback">
        <PageFeedback path={`/docs/${slug}`} />
      </Island>
      <PageOrigin file={guideFile(locale, slug)} updatedOn={updatedOn(guide, stampName(locale, slug), readStamps())} />
      <PageFoot previous={toNeighbour(previous, locale)} next={toNeighbour(next, locale)} />
    </WithContents>
  );
}

const toNeighbour = (slug: GuideSlug | null, locale: Locale) =>
  slug && { href: `/docs/${slug}`, title: readGuide(locale, slug).title };

/** Says that the English page has changed since this translation. */
async function StaleNotice({ slug }: { slug: GuideSlug }) {
  const t = await getTranslations('docs');
  return (
    <p role="note" className="mb-6 rounded-panel bg-warning-soft px-4 py-3 text-14 print:border">
      {t('stale')}{' '}
      <TextLink
        href={`/docs/${slug}`}
        locale={DEFAULT_LOCALE}
        hrefLang={DEFAULT_LOCALE}
        className="whitespace-nowrap text-ink hover:text-ink print:hidden"
      >
        {t('staleAction')}
      </TextLink>
    </p>
  );
}

interface PageOriginProps {
  /** Path relative to the repository's root. */
  file: string;
  /** `2026-11-22`; null when unknown. */
  updatedOn: string | null;
}

/** The date of the last change, and a link to edit the page. */
async function PageOrigin({ file, updatedOn }: PageOriginProps) {
  const locale = await getLocale();
  const t = await getTranslations('docs');
  return (
    <div className="mt-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-13 text-ink-muted empty:hidden">
      {updatedOn && (
        <p>
          {t.rich('updated', {
            day: formatDay(locale, new Date(updatedOn)),
            time: (text) => <time dateTime={updatedOn}>{text}</time>,
          })}
        </p>
      )}
      {env.DOCS_EDIT_URL && (
        <a
          href={env.DOCS_EDIT_URL.replace('{path}', file)}
          className="inline-flex items-center gap-1.5 rounded-tick underline decoration-1 underline-offset-4 hover:text-ink print:hidden"
        >
          <PencilLine aria-hidden className="size-4" />
          {t('edit')}
        </a>
      )}
    </div>
  );
}
