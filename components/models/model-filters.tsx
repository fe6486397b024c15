'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { NativeSelect } from '#components/ui/native-select.tsx';
import { LIFECYCLES, type LifecycleFilter, type ModelView, SORT_COLUMNS, TIERS } from '#lib/docs/model-filter.ts';
import { ABILITY_NAMES, type Ability } from '#lib/models/abilities.ts';
import { useColumnNames } from './columns.ts';

const TIER_NAMES = { opus: 'Opus', sonnet: 'Sonnet', haiku: 'Haiku', fable: 'Fable' };

interface ModelFiltersProps {
  view: ModelView;
  onChange: (change: Partial<ModelView>) => void;
}

export function ModelFilters({ view, onChange }: ModelFiltersProps) {
  const t = useTranslations('models');
  return (
    <search className="mb-4 flex flex-wrap items-center gap-2">
      <Input
        type="search"
        aria-label={t('filter')}
        placeholder={t('filterPlaceholder')}
        value={view.text}
        onChange={(event) => onChange({ text: event.target.value })}
        className="w-full sm:w-56"
      />
      <TierChips view={view} onChange={onChange} />
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
      <SortFields view={view} onChange={onChange} />
    </search>
  );
}

function TierChips({ view, onChange }: ModelFiltersProps) {
  const t = useTranslations('models');
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{t('tier')}</legend>
      {[null, ...TIERS].map((tier) => (
        <button
          key={tier}
          type="button"
          aria-pressed={view.tier === tier}
          onClick={() => onChange({ tier })}
          className="tap-target h-8 rounded-control px-2.5 text-13 text-ink-muted transition-colors hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent touch:h-9"
        >
          {tier === null ? t('allTiers') : TIER_NAMES[tier]}
        </button>
      ))}
    </fieldset>
  );
}

/** For narrow screens, where the headings of hidden columns cannot be pressed. */
function SortFields({ view: { sort }, onChange }: ModelFiltersProps) {
  const t = useTranslations('models');
  const names = useColumnNames();
  const Arrow = sort?.isDescending ? ArrowDown : ArrowUp;
  return (
    <span className="flex items-center gap-1 xl:hidden">
      <NativeSelect
        aria-label={t('sort')}
        value={sort?.column ?? ''}
        onChange={(event) => {
          const column = SORT_COLUMNS.find((known) => known === event.target.value);
          onChange({ sort: column ? { column, isDescending: sort?.isDescending ?? false } : null });
        }}
      >
        <option value="">{t('unsorted')}</option>
        {SORT_COLUMNS.map((column) => (
          <option key={column} value={column}>
            {t('sortBy', { column: names[column] })}
          </option>
        ))}
      </NativeSelect>
      {sort && (
        <Button
          variant="ghost"
          size="icon"
          aria-label={t('reverse')}
          onClick={() => onChange({ sort: { ...sort, isDescending: !sort.isDescending } })}
        >
          <Arrow aria-hidden />
        </Button>
      )}
    </span>
  );
}
