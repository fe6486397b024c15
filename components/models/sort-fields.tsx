'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { NativeSelect } from '#components/ui/native-select.tsx';
import { SORT_COLUMNS, type Sort } from '#lib/docs/model-filter.ts';
import { useColumnNames } from './columns.ts';

interface SortFieldsProps {
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
}

/** Sorting on narrow screens, where some column headings are hidden. */
export function SortFields({ sort, onSort }: SortFieldsProps) {
  const t = useTranslations('models');
  const names = useColumnNames();
  const Arrow = sort?.isDescending ? ArrowDown : ArrowUp;
  const sortBy = (name: string) => {
    const column = SORT_COLUMNS.find((known) => known === name);
    onSort(column ? { column, isDescending: sort?.isDescending ?? false } : null);
  };
  return (
    <span className="flex min-w-0 items-center gap-1 max-sm:col-span-2 xl:hidden">
      <NativeSelect
        aria-label={t('sort')}
        value={sort?.column ?? ''}
        onChange={(event) => sortBy(event.target.value)}
        className="min-w-0 grow"
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
          onClick={() => onSort({ ...sort, isDescending: !sort.isDescending })}
        >
          <Arrow aria-hidden />
        </Button>
      )}
    </span>
  );
}
