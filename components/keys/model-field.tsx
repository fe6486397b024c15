'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Label } from '#components/ui/field.tsx';
import type { Tier } from '#lib/models/model.ts';
import type { DraftProps } from './draft-form.tsx';
import { type ModelOption, useKeyDialogData } from './key-dialog-context.tsx';

/** Proper names, which are not translated. */
const TIERS: Record<Tier, string> = { opus: 'Opus', sonnet: 'Sonnet', haiku: 'Haiku', fable: 'Fable' };

/** The models a key may call. None selected means all, including future ones. */
export function ModelField({ draft, onChange }: DraftProps) {
  const t = useTranslations('keys.form.models');
  const { models } = useKeyDialogData();
  const toggle = (id: string, isChosen: boolean) =>
    onChange({ models: isChosen ? [...draft.models, id] : draft.models.filter((other) => other !== id) });
  const tiers = [...Map.groupBy(models, ({ tier }) => tier)];
  return (
    <>
      <p className="text-13 text-ink-muted">{t('hint')}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {tiers.map(([tier, own]) => (
          <fieldset key={tier} className="grid content-start gap-2 touch:gap-0">
            <legend className="mb-2">
              <Badge variant={tier}>{TIERS[tier]}</Badge>
            </legend>
            {own.map((model) => (
              <ModelChoice
                key={model.id}
                model={model}
                isChosen={draft.models.includes(model.id)}
                onToggle={(isChosen) => toggle(model.id, isChosen)}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </>
  );
}

interface ModelChoiceProps {
  model: ModelOption;
  isChosen: boolean;
  onToggle: (isChosen: boolean) => void;
}

function ModelChoice({ model, isChosen, onToggle }: ModelChoiceProps) {
  const t = useTranslations('keys.form.models');
  const id = useId();
  return (
    <div className="flex items-center gap-2 touch:min-h-11">
      <Checkbox id={id} checked={isChosen} onCheckedChange={onToggle} />
      <Label htmlFor={id} className="tap-target font-normal">
        {model.name}
        {model.isDeprecated && <span className="ms-1.5 text-ink-muted">{t('deprecated')}</span>}
      </Label>
    </div>
  );
}
