import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '#components/ui/class-names.ts';
import { type Onboarding, type OnboardingStep, progressOf } from '#lib/accounts/onboarding.ts';

interface ChecklistProps {
  onboarding: Onboarding;
  /** Content of the current step: a button, a snippet. */
  details: Partial<Record<OnboardingStep, ReactNode>>;
  dismiss: ReactNode;
}

/** The steps to the first call. Each is ticked from the account's data; when all are done, one line says so. */
export function Checklist({ onboarding, details, dismiss }: ChecklistProps) {
  const t = useTranslations('overview.onboarding');
  return (
    <section aria-labelledby="onboarding" className="not-first:border-t">
      <header className="flex items-start justify-between gap-4 px-4 pt-3 pb-3">
        <div className="grid gap-0.5">
          <h2 id="onboarding" className="text-16">
            {t(onboarding.isComplete ? 'complete' : 'title')}
          </h2>
          <p className="figures text-13 text-ink-muted">{t('progress', progressOf(onboarding))}</p>
        </div>
        {dismiss}
      </header>
      {!onboarding.isComplete && (
        <ol>
          {onboarding.steps.map((step, index) => (
            <Step key={step.id} {...step} number={index + 1}>
              {details[step.id]}
            </Step>
          ))}
        </ol>
      )}
    </section>
  );
}

interface StepProps {
  id: OnboardingStep;
  state: Onboarding['steps'][number]['state'];
  number: number;
  children?: ReactNode;
}

function Step({ id, state, number, children }: StepProps) {
  const t = useTranslations('overview.onboarding');
  const isNext = state === 'next';
  return (
    <li aria-current={isNext ? 'step' : undefined} className="flex gap-3 border-t px-4 py-3">
      <span
        aria-hidden
        className={cn(
          'figures mt-px grid size-5 shrink-0 place-items-center rounded-full border border-hairline-strong font-medium text-12 text-ink-muted',
          state === 'done' && 'border-transparent bg-success-soft text-success',
          isNext && 'border-accent text-accent',
        )}
      >
        {state === 'done' ? <Check className="size-3 stroke-3" /> : number}
      </span>
      <div className="grid min-w-0 grow gap-1">
        <p className={cn('flex flex-wrap items-baseline gap-x-3', isNext ? 'font-medium' : 'text-ink-muted')}>
          <span>{t(`steps.${id}.title`)}</span>
          {(state === 'done' || state === 'waiting') && (
            <span className="font-normal text-12 text-ink-muted">{t(state)}</span>
          )}
        </p>
        {isNext && <p className="text-13 text-ink-muted">{t(`steps.${id}.text`)}</p>}
        {state !== 'done' && children && <div className="min-w-0 pt-2 pb-1">{children}</div>}
      </div>
    </li>
  );
}
