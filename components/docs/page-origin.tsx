import { PencilLine } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { env } from '#lib/config/env.ts';
import { formatDay } from '#lib/i18n/format.ts';

interface PageOriginProps {
  /** Below the repository's root. */
  file: string;
  /** `2026-11-22`, when it is known. */
  updatedOn: string | null;
}

/** When a page was last changed, and where to change it. */
export async function PageOrigin({ file, updatedOn }: PageOriginProps) {
  const locale = await getLocale();
  const t = await getTranslations('docs');
  return (
    <div className="mt-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-13 text-ink-muted empty:hidden">
      {updatedOn && (
        <p>
          {t.rich('updated', {
            day: formatDay(locale, new Date(updatedOn)),
            time: (text) => <time dateTime={updatedOn}>{text}</time>,
          })}
        </p>
      )}
      {env.DOCS_EDIT_URL && (
        <a
          href={env.DOCS_EDIT_URL.replace('{path}', file)}
          className="inline-flex items-center gap-1.5 rounded-tick underline decoration-1 underline-offset-4 hover:text-ink print:hidden"
        >
          <PencilLine aria-hidden className="size-4" />
          {t('edit')}
        </a>
      )}
    </div>
  );
}
