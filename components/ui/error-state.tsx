import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';

interface ErrorStateProps {
  title: ReactNode;
  /** The cause and the next step. */
  children: ReactNode;
  /** The request id, or Next's error digest, which the log contains. */
  reference?: string;
  action?: ReactNode;
  level?: 'h1' | 'h2';
}

/** An error with its cause, the next step, and a reference for support. */
export function ErrorState({ title, children, reference, action, level: Heading = 'h1' }: ErrorStateProps) {
  const t = useTranslations('states');
  return (
    <div data-slot="error-state" role="alert" className="grid max-w-reading gap-5 py-10">
      <div className="grid gap-2">
        <Heading className="font-semibold text-20">{title}</Heading>
        <div className="text-14 text-ink-muted">{children}</div>
      </div>
      {action && <div className="flex flex-wrap gap-2">{action}</div>}
      {reference && (
        <div className="flex items-center gap-2 text-13 text-ink-muted">
          <span>{t('reference')}</span>
          <code className="font-mono text-ink">{reference}</code>
          <CopyButton text={reference} label={t('copyReference')} />
        </div>
      )}
    </div>
  );
}
