'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Table, TableBody, TableHead, TableHeading } from '#components/ui/table.tsx';
import {
  isFiltered,
  type ModelView,
  NO_FILTER,
  parseModelView,
  toModelQuery,
  viewModels,
} from '#lib/docs/model-filter.ts';
import type { ModelRow } from '#lib/docs/model-rows.ts';
import { AbilityLegend } from './ability-icons.tsx';
import { COLUMNS, useColumnNames } from './columns.ts';
import { ModelFilters } from './model-filters.tsx';
import { ModelTableRow } from './model-table-row.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { SortHeading } from './sort-heading.tsx';
import { useQuery } from './use-query.ts';
import { useToday } from './use-today.ts';

/** All models; filter and order are in the address. */
export function ModelTable({ rows, builtAt }: { rows: readonly ModelRow[]; builtAt: number }) {
  const t = useTranslations('models');
  const names = useColumnNames();
  const now = useToday(builtAt);
  const [query, setQuery] = useQuery();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const view = parseModelView(query);
  const change = (part: Partial<ModelView>) => setQuery(toModelQuery({ ...view, ...part }));
  const shown = viewModels(rows, view, now);
  return (
    <>
      <ModelFilters view={view} onChange={change} />
      <SelectionBar
        count={shown.length}
        selected={rows.filter(({ id }) => selected.has(id))}
        onClear={() => setSelected(new Set())}
      />
      <Table caption={t('caption')}>
        <TableHead>
          <tr>
            <TableHeading className="w-7 pe-0 md:pe-0">
              <span className="sr-only">{t('selection')}</span>
            </TableHeading>
            {COLUMNS.map((column) => (
              <SortHeading
                key={column.id}
                column={column.id}
                name={names[column.id]}
                isNumeric={column.isNumeric}
                className={column.className}
                sort={view.sort}
                onSort={(sort) => change({ sort })}
              />
            ))}
          </tr>
        </TableHead>
        <TableBody>
          {shown.map((row) => (
            <ModelTableRow
              key={row.id}
              row={row}
              now={now}
              isSelected={selected.has(row.id)}
              onSelect={(isSelected) => setSelected(withMember(selected, row.id, isSelected))}
            />
          ))}
        </TableBody>
      </Table>
      {shown.length === 0 ? (
        <EmptyState title={t('empty')} action={<Button onClick={() => change(NO_FILTER)}>{t('clear')}</Button>} />
      ) : (
        isFiltered(view) && (
          <Button variant="ghost" className="mt-3" onClick={() => change(NO_FILTER)}>
            {t('clear')}
          </Button>
        )
      )}
      <AbilityLegend />
    </>
  );
}

const withMember = (members: ReadonlySet<string>, id: string, isMember: boolean): ReadonlySet<string> =>
  new Set(isMember ? [...members, id] : [...members].filter((member) => member !== id));
