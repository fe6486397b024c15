import { FileText } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Island } from '#components/islands/island.tsx';
import { Button } from '#components/ui/button.tsx';
import { publicUrl } from '#lib/config/env.ts';
import { CopyPage } from './copy-page.tsx';
import { OpenIn } from './open-in.tsx';

interface DocsPageHeadProps {
  title: string;
  description?: ReactNode;
  /** Without the language. */
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
