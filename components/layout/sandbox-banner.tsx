import { ChevronDown, FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** On phones one line, and what follows from it at a touch. */
export function SandboxBanner() {
  const t = useTranslations('shell');
  const icon = <FlaskConical aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />;
  return (
    <div data-slot="sandbox-banner" className="border-b bg-warning-soft text-13 text-ink">
      <details className="group sm:hidden">
        <summary className="flex list-none gap-2 px-4 py-3 focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
          {icon}
          <span className="grow">{t('sandbox')}</span>
          <ChevronDown
            aria-hidden
            className="mt-0.5 size-4 shrink-0 text-ink-muted transition-transform group-open:rotate-180"
          />
        </summary>
        <p className="ps-10 pe-4 pb-3">{t('sandboxDetail')}</p>
      </details>
      <div className="flex gap-2 px-4 py-2 max-sm:hidden md:px-8">
        {icon}
        <p className="flex flex-wrap gap-x-1">
          <span>{t('sandbox')}</span>
          <span>{t('sandboxDetail')}</span>
        </p>
      </div>
    </div>
  );
}
