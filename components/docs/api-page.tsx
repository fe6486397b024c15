import { getTranslations } from 'next-intl/server';
import { Island } from '#components/islands/island.tsx';
import { publicUrl } from '#lib/config/env.ts';
import { SITE } from '#lib/config/site.ts';
import { OPERATIONS, operationPath } from '#lib/docs/openapi/operations.ts';
import { endpointOf } from '#lib/docs/openapi/reference.ts';
import { Heading } from './heading.tsx';
import { Here } from './here.tsx';
import { Inline } from './inline.tsx';
import { DocsPageHead } from './page-head.tsx';
import { PageList } from './page-list.tsx';
import { WithContents } from './with-contents.tsx';

/** Everything the API can be asked. */
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
          <Here origin={publicUrl} path={SITE.apiPath} />
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
