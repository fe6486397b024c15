'use client';

import { useTranslations } from 'next-intl';
import { TableHead, TableHeading } from '#components/ui/table.tsx';
import type { Sort } from '#lib/docs/model-filter.ts';
import { COLUMNS, useColumnNames } from './columns.ts';
import { SortHeading } from './sort-heading.tsx';

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
