import { useTranslations } from 'next-intl';
import { Badge, type BadgeVariant } from '#components/ui/badge.tsx';
import type { Outcome } from '#lib/db/generated/enums.ts';
import type { LogRow } from '#lib/usage/queries/logs.ts';

const VARIANTS: Record<Outcome, BadgeVariant> = {
  completed: 'success',
  client_aborted: 'warning',
  refused: 'warning',
  failed: 'danger',
};

/** The outcome of a request, with status and error code, which the docs list. */
export function OutcomeBadge({
  request: { outcome, statusCode, errorCode },
}: {
  request: Pick<LogRow, 'outcome' | 'statusCode' | 'errorCode'>;
}) {
  const t = useTranslations('overview.requests.outcomes');
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge variant={VARIANTS[outcome]}>{t(outcome)}</Badge>
      {outcome === 'failed' && (
        <code className="break-all font-mono text-12 text-ink-muted">
          {errorCode ? `${statusCode} ${errorCode}` : statusCode}
        </code>
      )}
    </span>
  );
}
