import { ChevronDown, FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** One line, and what follows from it at a touch. */
export function SandboxBanner() {
  const t = useTranslations('shell');
  return (
    <details data-slot="sandbox-banner" className="group border-b bg-warning-soft text-13 text-ink">
      <summary className="flex cursor-pointer list-none gap-2 px-4 py-2 focus-visible:-outline-offset-2 touch:py-3 md:px-8 [&::-webkit-details-marker]:hidden">
        <FlaskConical aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
        <span className="max-sm:grow">{t('sandbox')}</span>
        <ChevronDown
          aria-hidden
          className="mt-0.5 size-4 shrink-0 text-ink-muted transition-transform group-open:rotate-180"
        />
      </summary>
      <p className="ps-10 pe-4 pb-3 md:ps-14 md:pe-8">{t('sandboxDetail')}</p>
    </details>
  );
}
