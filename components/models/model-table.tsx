'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { useQuery, useToday } from '#components/ui/browser-state.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Table, TableBody } from '#components/ui/table.tsx';
import {
  isFiltered,
  type ModelView,
  NO_FILTER,
  parseModelView,
  toModelQuery,
  viewModels,
} from '#lib/docs/model-filter.ts';
import type { ModelRow } from '#lib/docs/model-rows.ts';
import { statusOf } from '#lib/docs/model-status.ts';
import { AbilityLegend } from './ability-icons.tsx';
import { ModelFilters } from './model-filters.tsx';
import { ModelTableHead } from './model-table-head.tsx';
import { ModelTableRow } from './model-table-row.tsx';
import { SelectionBar } from './selection-bar.tsx';

/** All models. Filter and order are in the URL. */
export function ModelTable({ rows, builtAt }: { rows: readonly ModelRow[]; builtAt: number }) {
  const t = useTranslations('models');
  const now = useToday(builtAt);
  const [view, change] = useModelView();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const select = useCallback(
    (id: string, isSelected: boolean) => setSelected((members) => withMember(members, id, isSelected)),
    [],
  );
  const shown = viewModels(rows, view, now);
  const clear = () => change(NO_FILTER);
  return (
    <>
      <ModelFilters view={view} onChange={change} />
      <SelectionBar
        count={shown.length}
        selected={[...selected].flatMap((id) => rows.find((row) => row.id === id) ?? [])}
        onClear={() => setSelected(new Set())}
      />
      <Table caption={t('caption')}>
        <ModelTableHead sort={view.sort} onSort={(sort) => change({ sort })} />
        <TableBody>
          {shown.map((row) => (
            <ModelTableRow
              key={row.id}
              row={row}
              status={statusOf(row, now)}
              isSelected={selected.has(row.id)}
              onSelect={select}
            />
          ))}
        </TableBody>
      </Table>
      {shown.length === 0 && <EmptyState title={t('empty')} action={<Button onClick={clear}>{t('clear')}</Button>} />}
      {shown.length > 0 && isFiltered(view) && (
        <Button variant="ghost" className="mt-3" onClick={clear}>
          {t('clear')}
        </Button>
      )}
      <AbilityLegend />
    </>
  );
}

const withMember = (members: ReadonlySet<string>, id: string, isMember: boolean): ReadonlySet<string> =>
  new Set(isMember ? [...members, id] : [...members].filter((member) => member !== id));

/** The view in the URL, and a function to change a part of it. */
function useModelView(): [ModelView, (change: Partial<ModelView>) => void] {
  const [query, changeQuery] = useQuery();
  return [
    parseModelView(query),
    (change) => changeQuery((current) => toModelQuery({ ...parseModelView(current), ...change })),
  ];
}
