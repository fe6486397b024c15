import { getTranslations } from 'next-intl/server';
import type { Heading } from '#lib/docs/headings.ts';

export async function TableOfContents({ headings }: { headings: readonly Heading[] }) {
  const t = await getTranslations('docs');
  if (headings.length < 2) return null;
  return (
    <nav aria-labelledby="on-this-page" className="sticky top-20 max-h-[calc(100dvh-6rem)] overflow-y-auto text-13">
      <p id="on-this-page" className="mb-2 font-medium text-12 text-ink-faint">
        {t('onThisPage')}
      </p>
      <ul className="space-y-0.5 border-s">
        {headings.map(({ id, title, depth }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className={`-ms-px block border-transparent border-s py-1 text-ink-muted transition-colors hover:border-accent hover:text-ink ${depth === 3 ? 'ps-6' : 'ps-3'}`}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
