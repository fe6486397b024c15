import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Meter } from '#components/keys/meter.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import type { AutoTopUp } from '#lib/db/generated/client.ts';
import { formatExactUsd, formatMoment } from '#lib/i18n/format.ts';
import { fromCents } from '#lib/stripe/rules/cents.ts';
import { StopAutoTopUp } from './stop-auto-top-up.tsx';

interface AutoTopUpStateProps {
  settings: AutoTopUp | null;
  monthCents: number;
  mayManage: boolean;
  now: Date;
  onStop: (page: RenderedFor, input: Record<string, never>) => Promise<ActionResult<void>>;
}

/** Whether it is on, the agreed sentence, and the used part of the monthly limit. */
export function AutoTopUpState({ settings, monthCents, mayManage, now, onStop }: AutoTopUpStateProps) {
  const t = useTranslations('billing.auto');
  const locale = useLocale();
  if (!settings?.isOn)
    return (
      <p className="flex items-center gap-2 text-14">
        <Badge>{t('off')}</Badge> {t('offText')}
      </p>
    );
  const { suspendedAt, suspensionReason, nextAttemptAt, consentText, consentAt, monthCapCents } = settings;
  const usd = (cents: number) => formatExactUsd(locale, fromCents(cents));
  const reason = suspensionReason === 'dispute' || suspensionReason === 'fraud_warning' ? suspensionReason : 'failures';
  return (
    <div className="grid max-w-xl gap-4">
      <p>
        <Badge variant={suspendedAt ? 'danger' : 'success'}>{t(suspendedAt ? 'suspended' : 'on')}</Badge>
      </p>
      {suspendedAt && <Notice>{t(`reasons.${reason}`)}</Notice>}
      {!suspendedAt && nextAttemptAt && nextAttemptAt > now && (
        <Notice>{t.rich('coolingDown', { when: () => <RelativeTime moment={nextAttemptAt} now={now} /> })}</Notice>
      )}
      <figure className="grid gap-1">
        <blockquote className="border-s-2 border-accent ps-3 text-14">{consentText}</blockquote>
        {consentAt && (
          <figcaption className="ps-3 text-12 text-ink-muted">
            {t('agreedAt', { moment: formatMoment(locale, consentAt, 'UTC') })}
          </figcaption>
        )}
      </figure>
      <div className="grid gap-1.5">
        <p className="text-13">{t('month', { used: usd(monthCents), cap: usd(monthCapCents) })}</p>
        <Meter share={monthCents / monthCapCents} />
      </div>
      {mayManage && <StopAutoTopUp onStop={onStop} />}
    </div>
  );
}

const Notice = ({ children }: { children: ReactNode }) => (
  <p className="rounded-control bg-warning-soft px-3 py-2 text-13">{children}</p>
);
