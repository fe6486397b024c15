import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Island } from '#components/islands/island.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { publicUrl } from '#lib/config/env.ts';
import { errorExample, readErrorTexts, retryAdvice } from '#lib/docs/errors.ts';
import { ERROR_CODES, type ErrorCode } from '#lib/errors.ts';
import { Inline, InlineCode } from './inline.tsx';
import { PageFeedback } from './page-feedback.tsx';
import { DocsPageHead, Heading } from './page-head.tsx';
import { Fence } from './samples.tsx';
import { WithContents } from './with-contents.tsx';

/** The page that the API's `doc_url` points to. */
export async function ErrorPage({ code }: { code: ErrorCode }) {
  const locale = await getLocale();
  const t = await getTranslations('docs');
  const { cause, fix } = readErrorTexts(locale)[code];
  const { status, type } = ERROR_CODES[code];
  return (
    <WithContents>
      <DocsPageHead title={code} path={`/docs/errors/${code}`} isCode />
      <p className="text-16">
        {`HTTP ${status} · `}
        <InlineCode>{type}</InlineCode>
      </p>
      <Part id="cause" title={t('error.cause')}>
        <Inline>{cause}</Inline>
      </Part>
      <Part id="fix" title={t('error.fix')}>
        <Inline>{fix}</Inline>
      </Part>
      <Part id="retry" title={t('error.retry')}>
        <Inline>{t(`retry.${retryAdvice(code)}`)}</Inline>
      </Part>
      <Heading level={2} id="example">
        {t('error.example')}
      </Heading>
      <Fence code={errorExample(code, publicUrl)} fence="json" />
      <p className="mt-12 text-14">
        <TextLink href="/docs/errors" className="tap-target inline-block">
          {t('error.all')}
        </TextLink>
      </p>
      <Island name="page-feedback">
        <PageFeedback path={`/docs/errors/${code}`} />
      </Island>
    </WithContents>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <>
      <Heading level={2} id={id}>
        {title}
      </Heading>
      <p className="my-4 text-16">{children}</p>
    </>
  );
}
