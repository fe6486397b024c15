import { MailWarning } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

interface UnverifiedNoticeProps {
  email: string;
  /** How to get the link again. */
  action: ReactNode;
}

/** Why there is no button to create a key. */
export function UnverifiedNotice({ email, action }: UnverifiedNoticeProps) {
  const t = useTranslations('keys');
  return (
    <div className="mb-6 flex gap-2 rounded-control bg-warning-soft px-3 py-3 text-13 text-ink">
      <MailWarning aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <div className="grid min-w-0 gap-3">
        <p className="break-words">{t('unverified', { email })}</p>
        {action}
      </div>
    </div>
  );
}
