import { FileText, Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ComponentProps, ReactNode } from 'react';
import { Island } from '#components/islands/island.tsx';
import { Button } from '#components/ui/button.tsx';
import { publicUrl } from '#lib/config/env.ts';
import { CopyPage, OpenIn } from './page-actions.tsx';

interface DocsPageHeadProps {
  title: string;
  description?: ReactNode;
  /** Without the locale. */
  path: string;
  isCode?: boolean;
}

export async function DocsPageHead({ title, description, path, isCode = false }: DocsPageHeadProps) {
  const locale = await getLocale();
  const t = await getTranslations('docs');
  const common = await getTranslations('common');
  const twin = `/${locale}${path}.md`;
  const words = { idle: t('copyPage'), copied: common('copied'), failed: common('copyFailed') };
  return (
    <header className="mb-8 border-b pb-4">
      <h1
        className={`text-28 [overflow-wrap:anywhere] ${isCode ? 'font-mono' : ''}`}
        translate={isCode ? 'no' : undefined}
      >
        {title}
      </h1>
      {description && <p className="mt-2 text-16 text-ink-muted">{description}</p>}
      <div className="-ms-2 mt-3 flex flex-wrap gap-y-2 print:hidden [&_:is(a,button)]:px-2 [&_:is(a,button)]:text-13">
        <Island name="copy-page">
          <CopyPage href={twin} words={words} />
        </Island>
        <Button asChild variant="ghost">
          <a href={twin}>
            <FileText aria-hidden />
            {t('viewMarkdown')}
          </a>
        </Button>
        <Island name="open-in">
          <OpenIn path={twin} origin={publicUrl} />
        </Island>
      </div>
    </header>
  );
}

const STYLES = { 2: 'mt-12 mb-3 text-20', 3: 'mt-8 mb-2 text-16' };

/** A heading with a link to itself. */
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
