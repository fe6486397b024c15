import { getLocale, getTranslations } from 'next-intl/server';
import { CONTENTS } from '#lib/docs/contents.ts';
import { readGuide } from '#lib/docs/guide.ts';
import { OPERATIONS, operationPath } from '#lib/docs/openapi/operations.ts';
import { NavLink } from './nav-link.tsx';

/** The guides by section, and the reference. */
export async function DocsNav({ here }: { here: string }) {
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
          here={here}
          links={slugs.map((slug) => ({ href: `/docs/${slug}`, title: readGuide(locale, slug).title }))}
        />
      ))}
      <Part
        id="api"
        title={reference('title')}
        here={here}
        links={OPERATIONS.map(({ id }) => ({ href: operationPath(id), title: reference(`operations.${id}.title`) }))}
      />
      <NavLink href="/changelog" here={here}>
        {shell('changelog')}
      </NavLink>
    </nav>
  );
}

interface PartProps {
  id: string;
  title: string;
  here: string;
  links: readonly { href: string; title: string }[];
}

function Part({ id, title, here, links }: PartProps) {
  return (
    <div>
      <p id={`section-${id}`} className="mb-1 px-2 font-medium text-12 text-ink-faint">
        {title}
      </p>
      <ul aria-labelledby={`section-${id}`}>
        {links.map(({ href, title: name }) => (
          <li key={href}>
            <NavLink href={href} here={here}>
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
