'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { MODES, matchesFilter, STATUS_FILTERS } from './key-filter.ts';
import type { KeyView } from './key-view.ts';

const ALL = 'all';

const PARSERS = {
  name: parseAsString.withDefault(''),
  mode: parseAsStringLiteral(MODES),
  status: parseAsStringLiteral(STATUS_FILTERS),
};

/** The filter of the key list, kept in the URL. */
export function useKeyFilter(keys: readonly KeyView[]) {
  const [filter, setFilter] = useQueryStates(PARSERS);
  return {
    filter,
    setFilter,
    clear: () => setFilter(null),
    isActive: filter.name.trim() !== '' || filter.mode !== null || filter.status !== null,
    shown: keys.filter((key) => matchesFilter(key, filter)),
  };
}

type Filtering = ReturnType<typeof useKeyFilter>;

export function KeyFilters({ filter, setFilter }: Pick<Filtering, 'filter' | 'setFilter'>) {
  const t = useTranslations('keys.filters');
  const modes = useTranslations('keys.modes');
  return (
    <search className="flex flex-wrap gap-2 pb-3">
      <div className="relative grow sm:max-w-72">
        <Search
          aria-hidden
          className="pointer-events-none absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-ink-faint"
        />
        <Input
          type="search"
          aria-label={t('name')}
          placeholder={t('name')}
          value={filter.name}
          onChange={(event) => setFilter({ name: event.target.value || null })}
          className="ps-8 touch:h-11"
        />
      </div>
      <Select
        aria-label={t('mode')}
        className="w-auto min-w-32"
        value={filter.mode ?? ALL}
        onValueChange={(mode) => setFilter({ mode: MODES.find((known) => known === mode) ?? null })}
        options={[{ value: ALL, label: t('allModes') }, ...MODES.map((mode) => ({ value: mode, label: modes(mode) }))]}
      />
      <Select
        aria-label={t('status')}
        className="w-auto min-w-40"
        value={filter.status ?? ALL}
        onValueChange={(status) => setFilter({ status: STATUS_FILTERS.find((known) => known === status) ?? null })}
        options={[
          { value: ALL, label: t('allStatuses') },
          ...STATUS_FILTERS.map((status) => ({ value: status, label: t(`statuses.${status}`) })),
        ]}
      />
    </search>
  );
}
