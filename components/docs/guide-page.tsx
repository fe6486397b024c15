import { getLocale, getTranslations } from 'next-intl/server';
import { Island } from '#components/islands/island.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { type GuideSlug, neighboursOf } from '#lib/docs/contents.ts';
import { guideFile, headingsOf, isStale, readGuide } from '#lib/docs/guide.ts';
import { compiledGuide } from '#lib/docs/source.ts';
import { readStamps, stampName, updatedOn } from '#lib/docs/updated.ts';
import { DEFAULT_LOCALE, type Locale } from '#lib/i18n/locales.ts';
import { GUIDE_PARTS } from './guide-parts.tsx';
import { PageFeedback } from './page-feedback.tsx';
import { PageFoot } from './page-foot.tsx';
import { DocsPageHead } from './page-head.tsx';
import { PageOrigin } from './page-origin.tsx';
import { TableOfContents } from './table-of-contents.tsx';
import { WithContents } from './with-contents.tsx';

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

/** Says that English has changed since this page was translated. */
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
