'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { cn } from '#components/ui/class-names.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { TableCell, TableHeading, TableRow } from '#components/ui/table.tsx';
import type { ModelRow } from '#lib/docs/model-rows.ts';
import { Link } from '#lib/i18n/navigation.ts';
import type { LifecycleStatus } from '#lib/models/model.ts';
import { FACT_COLUMNS } from './columns.ts';
import { ModelStatus } from './model-status.tsx';
import { rowCells } from './row-cells.tsx';
import { TIER_DOTS } from './tier-dots.ts';

interface ModelTableRowProps {
  row: ModelRow;
  status: LifecycleStatus;
  isSelected: boolean;
  onSelect: (id: string, isSelected: boolean) => void;
}

/** Memoised, so that filtering, sorting and selecting render only changed rows. */
export const ModelTableRow = memo(function ModelTableRow({ row, status, isSelected, onSelect }: ModelTableRowProps) {
  const t = useTranslations('models');
  const cells = rowCells(row, status);
  return (
    <TableRow data-state={isSelected ? 'selected' : undefined}>
      <TableCell className="w-7 pe-0 align-top md:pe-0">
        {/* The label is the touch target and may extend beyond its cell. */}
        <label className="flex cursor-pointer touch:-mx-3 touch:-my-2 touch:relative touch:z-2 touch:size-11 touch:justify-center touch:pt-2">
          <input
            type="checkbox"
            aria-label={t('select', { model: row.name })}
            checked={isSelected}
            onChange={(event) => onSelect(row.id, event.target.checked)}
            className="mt-1 size-4 cursor-pointer accent-accent"
          />
        </label>
      </TableCell>
      <TableHeading scope="row" className="py-2 align-top font-normal text-14 text-ink md:px-2 touch:relative">
        <ModelName row={row} />
        {status !== 'active' && (
          <span className="ms-4 mt-1 block lg:hidden">
            <ModelStatus status={status} retiresText={row.retiresText} />
          </span>
        )}
      </TableHeading>
      {FACT_COLUMNS.map(({ id, isNumeric, className }) => (
        <TableCell key={id} isNumeric={isNumeric} className={cn('align-top md:px-2', className)}>
          {cells[id]}
        </TableCell>
      ))}
    </TableRow>
  );
});

/** A link to the model's page that fills the cell for touch, and the id to copy. */
function ModelName({ row }: { row: ModelRow }) {
  const t = useTranslations('models');
  return (
    <>
      <Link
        href={`/models/${row.id}`}
        prefetch={false}
        className="flex items-center gap-2 rounded-tick font-medium hover:text-accent touch:-mt-2 touch:pt-2 touch:after:absolute touch:after:inset-0 touch:after:z-1"
      >
        <span aria-hidden className={`size-2 shrink-0 rounded-full ${TIER_DOTS[row.tier]}`} />
        {row.name}
      </Link>
      <span className="ms-4 flex items-center gap-1">
        <code
          translate="no"
          className="font-mono text-12 text-ink-muted max-md:[overflow-wrap:anywhere] md:whitespace-nowrap"
        >
          <span className="max-md:hidden">{row.apiId.slice(0, -row.id.length)}</span>
          {row.id}
        </code>
        <CopyButton
          text={row.apiId}
          label={t('copyId', { model: row.name })}
          size="inline"
          className="p-1 touch:-my-2 touch:z-2 touch:p-3"
        />
      </span>
    </>
  );
}
