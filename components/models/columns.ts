import { useTranslations } from 'next-intl';
import type { SortColumn } from '#lib/docs/model-filter.ts';

interface Column<Id extends SortColumn> {
  id: Id;
  isNumeric: boolean;
  /** The breakpoints at which the column is shown. The model's page always has the fact. */
  className?: string;
}

/** Columns after the name, in order. */
export const FACT_COLUMNS: readonly Column<Exclude<SortColumn, 'name'>>[] = [
  { id: 'input', isNumeric: true },
  { id: 'output', isNumeric: true, className: 'max-md:pe-0' },
  { id: 'cacheWrite5m', isNumeric: true, className: 'max-md:hidden' },
  { id: 'cacheWrite1h', isNumeric: true, className: 'max-md:hidden' },
  { id: 'cacheRead', isNumeric: true, className: 'max-md:hidden max-lg:md:pe-0' },
  { id: 'context', isNumeric: true, className: 'max-lg:hidden' },
  { id: 'maxOutput', isNumeric: true, className: 'max-lg:hidden' },
  { id: 'abilities', isNumeric: false, className: 'max-xl:hidden' },
  { id: 'parameters', isNumeric: true, className: 'max-xl:hidden' },
  { id: 'lifecycle', isNumeric: false, className: 'max-lg:hidden' },
];

export const COLUMNS: readonly Column<SortColumn>[] = [{ id: 'name', isNumeric: false }, ...FACT_COLUMNS];

export function useColumnNames(): Record<SortColumn, string> {
  const t = useTranslations('models');
  const tokens = useTranslations('tokens');
  return {
    name: t('model'),
    input: tokens('input'),
    output: tokens('output'),
    cacheWrite5m: tokens('cacheWrite5m'),
    cacheWrite1h: tokens('cacheWrite1h'),
    cacheRead: tokens('cacheRead'),
    context: t('context'),
    maxOutput: t('maxOutput'),
    abilities: t('ability'),
    parameters: t('parameters'),
    lifecycle: t('lifecycle'),
  };
}
