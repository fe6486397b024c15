'use client';

import { useTranslations } from 'next-intl';
import { TIERS } from '#lib/docs/model-filter.ts';
import type { Tier } from '#lib/models/model.ts';

const NAMES: Record<Tier, string> = { opus: 'Opus', sonnet: 'Sonnet', haiku: 'Haiku', fable: 'Fable' };

interface TierChipsProps {
  chosen: Tier | null;
  onChoose: (tier: Tier | null) => void;
}

export function TierChips({ chosen, onChoose }: TierChipsProps) {
  const t = useTranslations('models');
  return (
    <fieldset className="flex flex-wrap gap-1 max-sm:col-span-2">
      <legend className="sr-only">{t('tier')}</legend>
      {[null, ...TIERS].map((tier) => (
        <button
          key={tier}
          type="button"
          aria-pressed={chosen === tier}
          onClick={() => onChoose(tier)}
          className="tap-target h-8 rounded-control px-2.5 text-13 text-ink-muted transition-colors hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent touch:h-9 touch:min-w-11"
        >
          {tier === null ? t('allTiers') : NAMES[tier]}
        </button>
      ))}
    </fieldset>
  );
}
