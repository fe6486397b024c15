import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Island } from '#components/islands/island.tsx';
import type { Heading } from '#lib/docs/guide.ts';
import { ContentsList } from './contents-list.tsx';

/** About 75 Latin letters. Tables and code may be wider. */
const LINES = '[&>:is(p,ul,ol)]:max-w-[35.5rem]';

/** A page's text with its table of contents, which is beside it on wide screens. */
export function WithContents({ contents, children }: { contents?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-12 xl:grid-cols-[minmax(0,1fr)_12rem] print:block">
      <article className={`min-w-0 max-w-[43rem] print:max-w-none ${LINES}`}>{children}</article>
      <aside className="max-xl:hidden print:hidden">{contents}</aside>
    </div>
  );
}

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
