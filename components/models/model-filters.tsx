'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Input } from '#components/ui/input.tsx';
import { Switch } from '#components/ui/switch.tsx';
import type { ModelView } from '#lib/docs/model-filter.ts';

type Filter = Pick<ModelView, 'text' | 'tier' | 'isRetiredShown'>;

interface ModelFiltersProps {
  view: Filter;
  onChange: (change: Partial<Filter>) => void;
}

const TIERS = ['all', 'opus', 'sonnet', 'haiku', 'fable'] as const;
const NAMES = { opus: 'Opus', sonnet: 'Sonnet', haiku: 'Haiku', fable: 'Fable' };

export function ModelFilters({ view, onChange }: ModelFiltersProps) {
  const t = useTranslations('models');
  const id = useId();
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-3">
      <Input
        type="search"
        aria-label={t('filter')}
        placeholder={t('filterPlaceholder')}
        value={view.text}
        onChange={(event) => onChange({ text: event.target.value })}
        className="w-56"
      />
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{t('tier')}</legend>
        {TIERS.map((tier) => (
          <button
            key={tier}
            type="button"
            aria-pressed={view.tier === tier}
            onClick={() => onChange({ tier })}
            className="tap-target h-8 rounded-control px-2.5 text-13 text-ink-muted transition-colors hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent touch:h-9"
          >
            {tier === 'all' ? t('allTiers') : NAMES[tier]}
          </button>
        ))}
      </fieldset>
      <span className="flex items-center gap-2 text-13 text-ink-muted">
        <Switch
          id={id}
          checked={view.isRetiredShown}
          onCheckedChange={(isRetiredShown) => onChange({ isRetiredShown })}
        />
        <label htmlFor={id}>{t('showRetired')}</label>
      </span>
    </div>
  );
}
