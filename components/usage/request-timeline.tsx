import { useLocale, useTranslations } from 'next-intl';
import { formatDuration, formatMoment } from '#lib/i18n/format.ts';
import type { UpstreamAttempt } from '#lib/usage/attempts.ts';
import type { Receipt } from '#lib/usage/receipt.ts';
import { type TimelineStep, toTimeline } from '#lib/usage/view/timeline.ts';

interface RequestTimelineProps {
  receipt: Receipt;
  attempts: readonly UpstreamAttempt[];
  zone: string;
}

/** The steps from arrival to the ledger entry, each as a bar on a common time axis. */
export function RequestTimeline({ receipt, attempts, zone }: RequestTimelineProps) {
  const t = useTranslations('usage.log');
  const locale = useLocale();
  const steps = toTimeline(receipt, attempts);
  const wholeMs = Math.max(1, ...steps.map(({ toMs }) => toMs));
  const nameOf = (step: TimelineStep): string =>
    step.step === 'attempt'
      ? t('steps.attempt', { number: step.number, provider: step.provider })
      : t(`steps.${step.step}`);
  const timeOf = ({ step, fromMs, toMs }: TimelineStep): string => {
    if (step === 'received') return formatMoment(locale, receipt.createdAt, zone);
    if (step === 'settled') return formatMoment(locale, receipt.settledAt, zone);
    return formatDuration(locale, step === 'attempt' ? toMs - fromMs : toMs);
  };
  return (
    <ol className="grid gap-2">
      {steps.map((step) => (
        <li key={nameOf(step)} className="grid gap-1 text-13">
          <span className="flex justify-between gap-4">
            <span>{nameOf(step)}</span>
            <span className="figures text-ink-muted">{timeOf(step)}</span>
          </span>
          {step.step === 'attempt' && <AttemptNote attempt={step} />}
          <span aria-hidden className="h-1 rounded-tick bg-hairline">
            <span
              className="block h-full min-w-px rounded-tick bg-accent forced-colors:bg-[CanvasText]"
              style={{
                marginInlineStart: `${(step.fromMs / wholeMs) * 100}%`,
                width: `${((step.toMs - step.fromMs) / wholeMs) * 100}%`,
              }}
            />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The reason for an attempt, and its failure. */
function AttemptNote({ attempt: { reason, failure } }: { attempt: Extract<TimelineStep, { step: 'attempt' }> }) {
  const t = useTranslations('usage.log');
  const words = [reason && t(`reasons.${reason}`), failure && t(`failures.${failure}`)].filter(Boolean);
  return words.length > 0 && <span className="text-ink-muted">{words.join(' · ')}</span>;
}
