import { MailWarning } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** Why there is no button to create a key. */
export function UnverifiedNotice({ email }: { email: string }) {
  const t = useTranslations('keys');
  return (
    <p className="mb-6 flex gap-2 rounded-control bg-warning-soft px-3 py-2 text-13 text-ink">
      <MailWarning aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <span>{t('unverified', { email })}</span>
    </p>
  );
}
