import { ChevronDown } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { Code } from '#components/ui/code.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { formatMoment } from '#lib/i18n/format.ts';
import type { DeliveryError } from '#lib/webhooks/attempt.ts';
import type { Delivery } from '#lib/webhooks/queries.ts';
import { RefreshWhile, Resend } from './endpoint-actions.tsx';

interface DeliveriesProps {
  deliveries: readonly Delivery[];
  isPaused: boolean;
  now: Date;
  /** The reader's time zone. */
  zone: string;
}

/** The latest deliveries, newest first. Each expands to its message and response. */
export function Deliveries({ deliveries, isPaused, now, zone }: DeliveriesProps) {
  const t = useTranslations('settings.webhooks');
  if (deliveries.length === 0) return <p className="max-w-reading text-14">{t('noDeliveries')}</p>;
  return (
    <>
      <RefreshWhile
        isOn={!isPaused && deliveries.some(({ state, attempts }) => state === 'pending' && attempts === 0)}
      />
      <ul aria-label={t('deliveries')} className="border-y">
        {deliveries.map((delivery) => (
          <li key={delivery.id} className="border-b last:border-b-0">
            <details className="group">
              <summary className="flex cursor-pointer list-none items-start gap-3 py-2.5 text-13 [&::-webkit-details-marker]:hidden touch:min-h-11">
                <Summary delivery={delivery} zone={zone} />
                <ChevronDown
                  aria-hidden
                  className="mt-0.5 size-4 shrink-0 text-ink-muted transition-transform group-open:rotate-180"
                />
              </summary>
              <Exchange delivery={delivery} now={now} mayResend={!isPaused && delivery.state !== 'pending'} />
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}

const VARIANTS = { pending: 'live', delivered: 'success', failed: 'danger' } as const;

/** Its times are plain text: within a summary nothing else may take the focus. */
function Summary({ delivery, zone }: { delivery: Delivery; zone: string }) {
  const t = useTranslations('settings.webhooks');
  const locale = useLocale();
  const { type, state, attempts, createdAt } = delivery;
  return (
    <span className="grid min-w-0 grow gap-1">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <code className="wrap-anywhere font-mono">{type}</code>
        <Badge variant={VARIANTS[state]}>{t(`delivery.${state}`)}</Badge>
      </span>
      <span className="flex flex-wrap gap-x-3 text-ink-muted">
        <time dateTime={createdAt.toISOString()}>{formatMoment(locale, createdAt, zone)}</time>
        <span>{t('attempts', { count: attempts })}</span>
        <Outcome delivery={delivery} />
      </span>
    </span>
  );
}

function Outcome({ delivery: { responseStatus, error } }: { delivery: Delivery }) {
  const t = useTranslations('settings.webhooks');
  if (error) return <span>{t(`errors.${error as DeliveryError}`)}</span>;
  return responseStatus === null ? null : <span>{t('answered', { status: String(responseStatus) })}</span>;
}

function Exchange({ delivery, now, mayResend }: { delivery: Delivery; now: Date; mayResend: boolean }) {
  const t = useTranslations('settings.webhooks');
  const { id, messageId, body, responseBody, nextAttemptAt } = delivery;
  return (
    <div className="grid gap-3 pb-4 text-13">
      <code className="wrap-anywhere font-mono text-12 text-ink-muted">{messageId}</code>
      {nextAttemptAt && (
        <p>
          {t('next')} <RelativeTime moment={nextAttemptAt} now={now} />
        </p>
      )}
      <Text title={t('message')}>{JSON.stringify(JSON.parse(body), null, 2)}</Text>
      {responseBody && <Text title={t('response')}>{responseBody}</Text>}
      {mayResend && (
        <div>
          <Resend id={id} />
        </div>
      )}
    </div>
  );
}

const Text = ({ title, children }: { title: string; children: string }) => (
  <div className="grid min-w-0 gap-1">
    <h3 className="font-medium text-12 text-ink-muted">{title}</h3>
    <Code code={children} language="json" className="rounded-panel border bg-sunken" />
  </div>
);
