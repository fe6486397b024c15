import { getTranslations } from 'next-intl/server';
import { Island } from '#components/islands/island.tsx';
import type { Heading } from '#lib/docs/guide.ts';
import { ContentsList } from './contents-list.tsx';

export async function TableOfContents({ headings }: { headings: readonly Heading[] }) {
  const t = await getTranslations('docs');
  if (headings.length < 2) return null;
  return (
    <nav aria-labelledby="on-this-page" className="sticky top-20 max-h-[calc(100dvh-6rem)] overflow-y-auto text-13">
      <p id="on-this-page" className="mb-2 font-medium text-12 text-ink-faint">
        {t('onThisPage')}
      </p>
      <Island name="contents-list">
        <ContentsList headings={headings} />
      </Island>
    </nav>
  );
}
