'use client';

import { useTranslations } from 'next-intl';
import { Input } from '#components/ui/input.tsx';
import { NativeSelect } from '#components/ui/native-select.tsx';
import { LIFECYCLES, type LifecycleFilter, type ModelView, TIERS } from '#lib/docs/model-filter.ts';
import { ABILITY_NAMES, type Ability, type Tier } from '#lib/models/model.ts';
import { SortFields } from './sort-fields.tsx';

interface ModelFiltersProps {
  view: ModelView;
  onChange: (change: Partial<ModelView>) => void;
}

/** Two equal columns on phones, otherwise one row of fields in their natural width. */
export function ModelFilters({ view, onChange }: ModelFiltersProps) {
  const t = useTranslations('models');
  return (
    <search className="mb-4 grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
      <Input
        type="search"
        aria-label={t('filter')}
        placeholder={t('filterPlaceholder')}
        value={view.text}
        onChange={(event) => onChange({ text: event.target.value })}
        className="max-sm:col-span-2 sm:w-56 touch:h-11"
      />
      <TierChips chosen={view.tier} onChoose={(tier) => onChange({ tier })} />
      <NativeSelect
        aria-label={t('ability')}
        value={view.ability ?? ''}
        onChange={(event) => onChange({ ability: (event.target.value || null) as Ability | null })}
      >
        <option value="">{t('anyAbility')}</option>
        {ABILITY_NAMES.map((ability) => (
          <option key={ability} value={ability}>
            {t(`abilities.${ability}`)}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label={t('lifecycle')}
        value={view.lifecycle}
        onChange={(event) => onChange({ lifecycle: event.target.value as LifecycleFilter })}
      >
        {LIFECYCLES.map((lifecycle) => (
          <option key={lifecycle} value={lifecycle}>
            {t(`lifecycles.${lifecycle}`)}
          </option>
        ))}
      </NativeSelect>
      <SortFields sort={view.sort} onSort={(sort) => onChange({ sort })} />
    </search>
  );
}

const NAMES: Record<Tier, string> = { opus: 'Opus', sonnet: 'Sonnet', haiku: 'Haiku', fable: 'Fable' };

interface TierChipsProps {
  chosen: Tier | null;
  onChoose: (tier: Tier | null) => void;
}

function TierChips({ chosen, onChoose }: TierChipsProps) {
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
