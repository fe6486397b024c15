'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Table, TableBody, TableHead, TableHeading } from '#components/ui/table.tsx';
import { type ModelView, type SortColumn, viewModels } from '#lib/docs/model-filter.ts';
import type { ModelRow } from '#lib/docs/model-rows.ts';
import { ModelFilters } from './model-filters.tsx';
import { ModelTableRow } from './model-table-row.tsx';
import { useToday } from './use-today.ts';

const PRICES = ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const;
const NO_FILTER = { text: '', tier: 'all', isRetiredShown: false } as const;

export function ModelTable({ rows, builtAt }: { rows: readonly ModelRow[]; builtAt: number }) {
  const t = useTranslations('models');
  const parts = useTranslations('tokens');
  const now = useToday(builtAt);
  const [view, setView] = useState<Omit<ModelView, 'now'>>({ ...NO_FILTER, sort: null });
  const shown = viewModels(rows, { ...view, now });
  const heading = (column: SortColumn, name: string, className?: string) => (
    <SortHeading
      column={column}
      name={name}
      className={className}
      sort={view.sort}
      onSort={(sort) => setView({ ...view, sort })}
    />
  );
  return (
    <>
      <ModelFilters view={view} onChange={(change) => setView({ ...view, ...change })} />
      <p aria-live="polite" className="mb-2 text-13 text-ink-muted">
        {t('count', { count: shown.length })}
      </p>
      <Table caption={t('caption')}>
        <TableHead>
          <tr>
            {heading('name', t('model'))}
            {heading('context', t('context'), 'max-md:hidden')}
            {heading('maxOutput', t('maxOutput'), 'max-lg:hidden')}
            {PRICES.map((bucket) =>
              heading(bucket, parts(bucket), bucket.startsWith('cache') ? 'max-lg:hidden' : undefined),
            )}
            <TableHeading className="max-lg:hidden">{t('lifecycle')}</TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {shown.map((row) => (
            <ModelTableRow key={row.id} row={row} now={now} />
          ))}
        </TableBody>
      </Table>
      {shown.length === 0 && (
        <EmptyState
          title={t('empty')}
          action={<Button onClick={() => setView({ ...view, ...NO_FILTER })}>{t('clear')}</Button>}
        />
      )}
    </>
  );
}

interface SortHeadingProps {
  column: SortColumn;
  name: string;
  className?: string;
  sort: ModelView['sort'];
  onSort: (sort: ModelView['sort']) => void;
}

/** Up, down, and back to the catalog's own order. */
function SortHeading({ column, name, className, sort, onSort }: SortHeadingProps) {
  const t = useTranslations('models');
  const isSorted = sort?.column === column;
  const Arrow = isSorted && sort.isDescending ? ArrowDown : ArrowUp;
  const next = isSorted ? (sort.isDescending ? null : { column, isDescending: true }) : { column, isDescending: false };
  const order = sort?.isDescending ? 'descending' : 'ascending';
  return (
    <TableHeading isNumeric={column !== 'name'} className={className} aria-sort={isSorted ? order : undefined}>
      <button
        type="button"
        onClick={() => onSort(next)}
        title={t('sortBy', { column: name })}
        className="tap-target inline-flex items-center gap-1 rounded-tick text-start hover:text-ink"
      >
        {name}
        <Arrow aria-hidden className={`size-3 ${isSorted ? '' : 'invisible'}`} />
      </button>
    </TableHeading>
  );
}
