import { FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';

export function SandboxBanner() {
  const t = useTranslations('shell');
  return (
    <p data-slot="sandbox-banner" className="flex gap-2 border-b bg-warning-soft px-4 py-2 text-13 text-ink md:px-8">
      <FlaskConical aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <span>{t('sandbox')}</span>
    </p>
  );
}
