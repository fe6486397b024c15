import { getLocale, getTranslations } from 'next-intl/server';
import { CONTENTS } from '#lib/docs/contents.ts';
import { readGuide } from '#lib/docs/guide.ts';
import { NavLink } from './nav-link.tsx';

/** The guides by section. The browser marks the one that is open, so that the list is the same on every page. */
export async function DocsNav() {
  const locale = await getLocale();
  const t = await getTranslations('docs');
  const shell = await getTranslations('shell');
  return (
    <nav aria-label={t('contents')} className="space-y-6">
      {CONTENTS.map(({ id, slugs }) => (
        <div key={id}>
          <p id={`section-${id}`} className="mb-1 px-2 font-medium text-12 text-ink-faint">
            {t(`sections.${id}`)}
          </p>
          <ul aria-labelledby={`section-${id}`}>
            {slugs.map((slug) => (
              <li key={slug}>
                <NavLink href={`/docs/${slug}`}>{readGuide(locale, slug).title}</NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <NavLink href="/changelog">{shell('changelog')}</NavLink>
    </nav>
  );
}
