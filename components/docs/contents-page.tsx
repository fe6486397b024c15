import { getLocale, getTranslations } from 'next-intl/server';
import { Part } from '#components/ui/part.tsx';
import { CONTENTS } from '#lib/docs/contents.ts';
import { readGuide } from '#lib/docs/guide.ts';
import { DocsPageHead } from './page-head.tsx';
import { PageList } from './page-list.tsx';
import { WithContents } from './with-contents.tsx';

/** The front page of the documentation: every guide with its one sentence, and the reference. */
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
