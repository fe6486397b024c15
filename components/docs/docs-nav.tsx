import { getLocale, getTranslations } from 'next-intl/server';
import { CONTENTS } from '#lib/docs/contents.ts';
import { readGuide } from '#lib/docs/guide.ts';
import { OPERATIONS, operationPath } from '#lib/docs/openapi/operations.ts';
import { NavLink } from './nav-link.tsx';

/** The guides by section, and the reference. The browser marks the one that is open, so that the list is the same on every page. */
export async function DocsNav() {
  const locale = await getLocale();
  const t = await getTranslations('docs');
  const shell = await getTranslations('shell');
  const reference = await getTranslations('reference');
  return (
    <nav aria-label={t('contents')} className="space-y-6">
      {CONTENTS.map(({ id, slugs }) => (
        <Part
          key={id}
          id={id}
          title={t(`sections.${id}`)}
          links={slugs.map((slug) => ({ href: `/docs/${slug}`, title: readGuide(locale, slug).title }))}
        />
      ))}
      <Part
        id="api"
        title={reference('title')}
        links={OPERATIONS.map(({ id }) => ({ href: operationPath(id), title: reference(`operations.${id}.title`) }))}
      />
      <NavLink href="/changelog">{shell('changelog')}</NavLink>
    </nav>
  );
}

interface PartProps {
  id: string;
  title: string;
  links: readonly { href: string; title: string }[];
}

function Part({ id, title, links }: PartProps) {
  return (
    <div>
      <p id={`section-${id}`} className="mb-1 px-2 font-medium text-12 text-ink-faint">
        {title}
      </p>
      <ul aria-labelledby={`section-${id}`}>
        {links.map(({ href, title: name }) => (
          <li key={href}>
            <NavLink href={href}>{name}</NavLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
