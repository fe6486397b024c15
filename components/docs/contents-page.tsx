import { getLocale, getTranslations } from 'next-intl/server';
import { CONTENTS } from '#lib/docs/contents.ts';
import { readGuide } from '#lib/docs/guide.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { DocsPageHead } from './page-head.tsx';
import { WithContents } from './with-contents.tsx';

/** The front page of the documentation: every guide with its one sentence. */
export async function ContentsPage() {
  const locale = await getLocale();
  const t = await getTranslations('docs');
  return (
    <WithContents>
      <DocsPageHead title={t('title')} description={t('description')} path="/docs" />
      {CONTENTS.map(({ id, slugs }) => (
        <section key={id} aria-labelledby={id} className="mt-10">
          <h2 id={id} className="mb-2 text-20">
            {t(`sections.${id}`)}
          </h2>
          <ul className="divide-y">
            {slugs.map((slug) => (
              <li key={slug}>
                <Link href={`/docs/${slug}`} className="group block rounded-control py-3">
                  <span className="font-medium text-16 text-accent group-hover:text-accent-hover">
                    {readGuide(locale, slug).title}
                  </span>
                  <span className="block text-14 text-ink-muted">{readGuide(locale, slug).description}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </WithContents>
  );
}
