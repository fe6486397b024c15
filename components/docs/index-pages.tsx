import { getLocale, getTranslations } from 'next-intl/server';
import { Island } from '#components/islands/island.tsx';
import { Part } from '#components/ui/part.tsx';
import { publicUrl } from '#lib/config/env.ts';
import { SITE } from '#lib/config/site.ts';
import { CONTENTS } from '#lib/docs/contents.ts';
import { readGuide } from '#lib/docs/guide.ts';
import { OPERATIONS, operationPath } from '#lib/docs/openapi/operations.ts';
import { endpointOf } from '#lib/docs/openapi/reference.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { ApiUrl } from './api-url.tsx';
import { Inline } from './inline.tsx';
import { DocsPageHead, Heading } from './page-head.tsx';
import { WithContents } from './with-contents.tsx';

/** The start page of the docs: every guide with its summary, and the API reference. */
export async function ContentsPage() {
  const locale = await getLocale();
  const t = await getTranslations('docs');
  const reference = await getTranslations('reference');
  return (
    <WithContents>
      <DocsPageHead title={t('title')} description={t('description')} path="/docs" />
      {CONTENTS.map(({ id, slugs }) => (
        <Part key={id} id={id} title={t(`sections.${id}`)}>
          <PageList pages={slugs.map((slug) => ({ href: `/docs/${slug}`, ...summaryOf(readGuide(locale, slug)) }))} />
        </Part>
      ))}
      <Part id="api" title={reference('title')}>
        <PageList pages={[{ href: '/docs/api', title: reference('title'), description: reference('description') }]} />
      </Part>
    </WithContents>
  );
}

const summaryOf = ({ title, description }: { title: string; description: string }) => ({ title, description });

/** The index of all API operations. */
export async function ApiPage() {
  const t = await getTranslations('reference');
  const pages = OPERATIONS.map((operation) => ({
    href: operationPath(operation.id),
    title: t(`operations.${operation.id}.title`),
    code: endpointOf(operation),
  }));
  return (
    <WithContents>
      <DocsPageHead title={t('title')} description={t('description')} path="/docs/api" />
      <p className="my-4 text-16">
        {`${t('base')}: `}
        <Island name="here">
          <ApiUrl origin={publicUrl} path={SITE.apiPath} />
        </Island>
      </p>
      <p className="my-4 text-16">
        <Inline>{t('document')}</Inline>
      </p>
      <Heading level={2} id="calls">
        {t('calls')}
      </Heading>
      <PageList pages={pages} />
    </WithContents>
  );
}

interface PageListProps {
  /** Each with its summary, or with the operation it describes. */
  pages: readonly { href: string; title: string; description?: string; code?: string }[];
}

function PageList({ pages }: PageListProps) {
  return (
    <ul className="divide-y">
      {pages.map(({ href, title, description, code }) => (
        <li key={href}>
          <Link href={href} className="group block rounded-control py-3">
            <span className="font-medium text-16 text-accent group-hover:text-accent-hover">{title}</span>
            {description && <span className="block text-14 text-ink-muted">{description}</span>}
            {code && (
              <span translate="no" className="block font-mono text-13 text-ink-muted [overflow-wrap:anywhere]">
                {code}
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
