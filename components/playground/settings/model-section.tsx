'use client';

import { ChevronsUpDown } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { TIER_DOTS } from '#components/models/tier-dots.ts';
import { cn } from '#components/ui/class-names.ts';
import { inputStyle } from '#components/ui/input.tsx';
import { formatCount, formatRate } from '#lib/i18n/format.ts';
import { findModel } from '#lib/models/find.ts';
import type { Column } from '#lib/playground/document.ts';
import { type Effect, effectsOf, overruled } from '#lib/playground/parameters/effects.ts';
import { EffectList } from './effect-list.tsx';
import { Section } from './settings-panel.tsx';

const ModelPicker = lazy(() => import('./model-picker.tsx'));

export function ModelSection({ column }: { column: Column }) {
  const t = useTranslations('playground.model');
  const locale = useLocale();
  const model = findModel(column.model);
  return (
    <Section title={t('title')}>
      <ModelButton column={column} />
      {model && (
        <p className="figures flex flex-wrap gap-x-3 text-12 text-ink-muted">
          <span>
            {t('rates', {
              input: formatRate(locale, model.rates.input),
              output: formatRate(locale, model.rates.output),
            })}
          </span>
          <span>{t('context', { tokens: formatCount(locale, model.contextTokens) })}</span>
        </p>
      )}
      {model && <EffectList effects={[...effectsOf(column, model).filter(isOfChoice), ...overruled(column, model)]} />}
    </Section>
  );
}

/** Whether a last answer is sent as a prefill is known only on sending; the inspector shows that effect. */
const isOfChoice = ({ parameter }: Effect) => parameter !== 'messages.prefill';

/** The model's name; opens the model list. */
export function ModelButton({ column, className }: { column: Column; className?: string }) {
  const t = useTranslations('playground.model');
  const [isOpen, setOpen] = useState(false);
  const model = findModel(column.model);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={t('choose', { model: model?.name ?? column.model })}
        onClick={() => setOpen(true)}
        className={cn(inputStyle, 'tap-target flex h-8 items-center gap-2 text-start touch:h-9', className)}
      >
        {model && <span aria-hidden className={`size-2 shrink-0 rounded-full ${TIER_DOTS[model.tier]}`} />}
        <span className="min-w-0 grow truncate">{model?.name ?? column.model}</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </button>
      {isOpen && (
        <Suspense>
          <ModelPicker column={column} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
