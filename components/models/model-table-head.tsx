'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/class-names.ts';
import { TableHead, TableHeading } from '#components/ui/table.tsx';
import { nextSort, type Sort, type SortColumn } from '#lib/docs/model-filter.ts';
import { COLUMNS, useColumnNames } from './columns.ts';

interface ModelTableHeadProps {
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
}

export function ModelTableHead({ sort, onSort }: ModelTableHeadProps) {
  const t = useTranslations('models');
  const names = useColumnNames();
  return (
    <TableHead>
      <tr>
        <TableHeading className="w-7 pe-0 md:pe-0">
          <span className="sr-only">{t('selection')}</span>
        </TableHeading>
        {COLUMNS.map(({ id, isNumeric, className }) => (
          <SortHeading
            key={id}
            column={id}
            name={names[id]}
            isNumeric={isNumeric}
            className={className}
            sort={sort}
            onSort={onSort}
          />
        ))}
      </tr>
    </TableHead>
  );
}

interface SortHeadingProps {
  column: SortColumn;
  name: string;
  isNumeric: boolean;
  className?: string;
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
}

/** Chinese may wrap anywhere and Japanese between phrases. Short names stay on one line, the one long name may wrap. */
const WRAPPING: Partial<Record<SortColumn, string>> = {
  context: 'whitespace-nowrap',
  maxOutput: '[word-break:keep-all]',
  parameters: 'whitespace-nowrap',
  cacheRead: 'min-w-16 justify-end [word-break:normal] md:max-lg:whitespace-nowrap',
};

function SortHeading({ column, name, isNumeric, className, sort, onSort }: SortHeadingProps) {
  const t = useTranslations('models');
  const isSorted = sort?.column === column;
  const Arrow = isSorted && sort.isDescending ? ArrowDown : ArrowUp;
  const order = sort?.isDescending ? 'descending' : 'ascending';
  return (
    <TableHeading
      isNumeric={isNumeric}
      className={cn('py-1.5 md:px-2', className)}
      aria-sort={isSorted ? order : undefined}
    >
      <button
        type="button"
        onClick={() => onSort(nextSort(sort, column))}
        title={t('sortBy', { column: name })}
        className={`tap-target inline-flex items-center gap-1 rounded-tick hover:text-ink ${isNumeric ? 'text-end' : 'text-start'} ${WRAPPING[column] ?? ''}`}
      >
        {name}
        <Arrow aria-hidden className={`size-3 shrink-0 ${isSorted ? '' : 'hidden'}`} />
      </button>
    </TableHeading>
  );
}
