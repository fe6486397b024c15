import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { CONTENTS } from '#lib/docs/contents.ts';
import { readGuide } from '#lib/docs/guide.ts';
import { OPERATIONS, operationPath } from '#lib/docs/openapi/operations.ts';
import { Link } from '#lib/i18n/navigation.ts';

/** Guides by section, and the API reference. */
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

const style =
  'block rounded-control px-2 py-1.5 text-14 text-ink-muted transition-colors hover:bg-sunken hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent touch:py-2.5';

interface NavLinkProps {
  href: string;
  /** Path of the current page. */
  here: string;
  children: ReactNode;
}

/** Marked when it links to the current page or to its parent. */
function NavLink({ href, here, children }: NavLinkProps) {
  const isHere = here === href || here.startsWith(`${href}/`);
  return (
    <Link href={href} prefetch={false} aria-current={isHere ? 'page' : undefined} className={style}>
      {children}
    </Link>
  );
}
