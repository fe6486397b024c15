'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useKeptFocus } from '#components/ui/focus.ts';
import { Table, TableBody, TableHead, TableHeading } from '#components/ui/table.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { KeyFilters, useKeyFilter } from './key-filters.tsx';
import { KeyRow } from './key-row.tsx';
import type { KeyView } from './key-view.ts';

interface KeyTableProps {
  /** All keys, including revoked ones. */
  keys: readonly KeyView[];
  now: Date;
  mayManage: boolean;
}

export function KeyTable({ keys, now, mayManage }: KeyTableProps) {
  const t = useTranslations('keys');
  const { filter, setFilter, clear, isActive, shown } = useKeyFilter(keys);
  useKeptFocus(keys.filter(({ revokedAt }) => !revokedAt).length);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // Hidden keys are not selected, so a bulk action never affects a key that is not shown.
  const selected = shown.filter(({ id }) => chosen.has(id));
  const select = (id: string, isSelected: boolean) => {
    const next = new Set(chosen);
    if (isSelected) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const isChangeable = mayManage && filter.status !== 'revoked';
  const all = shown.length > 0 && selected.length === shown.length;
  return (
    <>
      <KeyFilters filter={filter} setFilter={setFilter} />
      {shown.length === 0 ? (
        <NothingShown isFiltered={isActive} onClear={clear} onShowRevoked={() => setFilter({ status: 'revoked' })} />
      ) : (
        <Table caption={t('caption')} className="mb-16">
          <TableHead>
            <tr>
              {isChangeable && (
                <TableHeading className="w-8 ps-1! touch:h-11">
                  <Checkbox
                    checked={all || (selected.length > 0 && 'indeterminate')}
                    onCheckedChange={() => setChosen(all ? new Set() : new Set(shown.map(({ id }) => id)))}
                    aria-label={t('selectAll')}
                  />
                </TableHeading>
              )}
              <TableHeading>{t('columns.name')}</TableHeading>
              <TableHeading className="max-[1400px]:hidden">{t('columns.key')}</TableHeading>
              <TableHeading className="whitespace-nowrap max-xl:hidden">{t('columns.lastUsed')}</TableHeading>
              <TableHeading className="whitespace-nowrap max-xl:hidden">{t('columns.usage')}</TableHeading>
              <TableHeading isNumeric className="max-md:hidden">
                {t('columns.spend')}
              </TableHeading>
              <TableHeading className="max-md:hidden">{t('columns.status')}</TableHeading>
              <TableHeading>
                <span className="sr-only">{t('columns.actions')}</span>
              </TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {shown.map((key) => (
              <KeyRow
                key={key.id}
                subject={key}
                now={now}
                mayManage={isChangeable}
                isSelected={chosen.has(key.id)}
                onSelect={(isSelected) => select(key.id, isSelected)}
              />
            ))}
          </TableBody>
        </Table>
      )}
      {selected.length > 0 && <BulkBar selected={selected} onClear={() => setChosen(new Set())} />}
    </>
  );
}

interface NothingShownProps {
  isFiltered: boolean;
  onClear: () => void;
  onShowRevoked: () => void;
}

/** Shown when no key matches the filter, or when all keys are revoked. */
function NothingShown({ isFiltered, onClear, onShowRevoked }: NothingShownProps) {
  const t = useTranslations('keys');
  const reason = isFiltered ? 'noMatch' : 'allRevoked';
  return (
    <EmptyState
      title={t(`${reason}.title`)}
      action={<Button onClick={isFiltered ? onClear : onShowRevoked}>{t(`${reason}.action`)}</Button>}
    >
      {t(`${reason}.text`)}
    </EmptyState>
  );
}
