'use client';

import { useTranslations } from 'next-intl';
import { Toaster as Sonner, toast } from 'sonner';

export { toast };

/** For what failed away from any form: it stays until it has been read. */
export const toastError = (text: string): void =>
  void toast.error(text, { duration: Number.POSITIVE_INFINITY, closeButton: true });

const STYLES = {
  toast:
    'flex w-full items-start gap-2 rounded-panel border border-hairline bg-raised px-4 py-3 font-sans text-14 text-ink shadow-float',
  description: 'text-13 text-ink-muted',
  actionButton: 'ms-auto shrink-0 font-medium text-accent',
  cancelButton: 'ms-auto shrink-0 text-ink-muted',
  success: '[&_[data-icon]]:text-success',
  error: '[&_[data-icon]]:text-danger',
  warning: '[&_[data-icon]]:text-warning',
};

/** Confirms what was done. An error or a secret is never only here. */
export function Toaster() {
  const t = useTranslations('common');
  return (
    <Sonner
      position="bottom-right"
      containerAriaLabel={t('notifications')}
      toastOptions={{ unstyled: true, classNames: STYLES }}
    />
  );
}
