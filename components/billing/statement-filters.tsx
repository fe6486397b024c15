'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { NativeSelect } from '#components/ui/native-select.tsx';
import { formatMonth } from '#lib/i18n/format.ts';
import { useRouter } from '#lib/i18n/navigation.ts';
import { boundsOf, KINDS, type StatementFilter, toQuery } from '#lib/statement/filter.ts';

interface Choice {
  value: string;
  label: string;
}

interface StatementFiltersProps {
  filter: StatementFilter;
  months: readonly string[];
  keys: readonly Choice[];
  models: readonly Choice[];
}

/** Filters of the statement, kept in the URL. */
export function StatementFilters({ filter, months, keys, models }: StatementFiltersProps) {
  const t = useTranslations('billing.statement');
  const locale = useLocale();
  const router = useRouter();
  const [isPending, start] = useTransition();
  const choose = (field: keyof StatementFilter) => (value: string) =>
    start(() =>
      router.replace({ pathname: '/billing/statement', query: toQuery({ ...filter, [field]: value || null }) }),
    );
  return (
    <search aria-busy={isPending || undefined} className="flex flex-wrap gap-2 pb-3">
      <Filter
        label={t('month')}
        all={t('allMonths')}
        value={filter.month}
        onChoose={choose('month')}
        choices={months.map((month) => ({ value: month, label: formatMonth(locale, boundsOf(month).from) }))}
      />
      <Filter
        label={t('kind')}
        all={t('allKinds')}
        value={filter.kind}
        onChoose={choose('kind')}
        choices={KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
      />
      <Filter label={t('key')} all={t('allKeys')} value={filter.keyId} onChoose={choose('keyId')} choices={keys} />
      <Filter
        label={t('model')}
        all={t('allModels')}
        value={filter.model}
        onChoose={choose('model')}
        choices={models}
      />
    </search>
  );
}

interface FilterProps {
  label: string;
  all: string;
  value: string | null;
  choices: readonly Choice[];
  onChoose: (value: string) => void;
}

function Filter({ label, all, value, choices, onChoose }: FilterProps) {
  const isKnown = value === null || choices.some((choice) => choice.value === value);
  return (
    <NativeSelect
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChoose(target.value)}
      className="max-sm:w-[calc(50%-0.25rem)]"
    >
      <option value="">{all}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
      {!isKnown && <option value={value ?? ''}>{value}</option>}
    </NativeSelect>
  );
}
