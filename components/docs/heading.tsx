import { Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';

const STYLES = { 2: 'mt-12 mb-3 text-20', 3: 'mt-8 mb-2 text-16' };

/** A heading and the link to it. */
export function Heading({ level, id, children }: ComponentProps<'h2'> & { level: 2 | 3 }) {
  const t = useTranslations('docs');
  const Level = `h${level}` as const;
  return (
    <Level id={id} className={`group/heading scroll-mt-20 ${STYLES[level]}`}>
      {children}
      <a
        href={`#${id}`}
        aria-label={t('anchor')}
        className="ms-2 inline-block rounded-tick align-middle text-ink-faint opacity-0 transition-opacity hover:text-accent focus-visible:opacity-100 group-hover/heading:opacity-100 print:hidden"
      >
        <Link2 aria-hidden className="size-4" />
      </a>
    </Level>
  );
}
