'use client';

import { useTranslations } from 'next-intl';
import { Input } from '#components/ui/input.tsx';
import { NativeSelect } from '#components/ui/native-select.tsx';
import { LIFECYCLES, type LifecycleFilter, type ModelView } from '#lib/docs/model-filter.ts';
import { ABILITY_NAMES, type Ability } from '#lib/models/abilities.ts';
import { SortFields } from './sort-fields.tsx';
import { TierChips } from './tier-chips.tsx';

interface ModelFiltersProps {
  view: ModelView;
  onChange: (change: Partial<ModelView>) => void;
}

/** On phones the fields stand in two equal columns, elsewhere in one row as wide as they need. */
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
