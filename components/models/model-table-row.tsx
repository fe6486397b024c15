'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '#components/ui/class-names.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { TableCell, TableHeading, TableRow } from '#components/ui/table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { type SortColumn, statusOf } from '#lib/docs/model-filter.ts';
import type { ModelRow } from '#lib/docs/model-rows.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { AbilityIcons } from './ability-icons.tsx';
import { FACT_COLUMNS } from './columns.ts';
import { ModelStatus } from './model-status.tsx';
import { TIER_DOTS } from './tier-dots.ts';

interface ModelTableRowProps {
  row: ModelRow;
  now: number;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
}

export function ModelTableRow({ row, now, isSelected, onSelect }: ModelTableRowProps) {
  const t = useTranslations('models');
  const cells = cellsOf(row, now);
  return (
    <TableRow data-state={isSelected ? 'selected' : undefined}>
      <TableCell className="w-7 pe-0 align-top md:pe-0">
        <input
          type="checkbox"
          aria-label={t('select', { model: row.name })}
          checked={isSelected}
          onChange={(event) => onSelect(event.target.checked)}
          className="tap-target mt-1 size-4 cursor-pointer accent-accent"
        />
      </TableCell>
      <TableHeading scope="row" className="py-2 align-top font-normal text-14 text-ink md:px-2">
        <ModelName row={row} />
        {statusOf(row, now) !== 'active' && (
          <span className="ms-4 mt-1 block lg:hidden">
            <ModelStatus row={row} now={now} />
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
}

function ModelName({ row }: { row: ModelRow }) {
  const t = useTranslations('models');
  return (
    <>
      <Link
        href={`/models/${row.id}`}
        prefetch={false}
        className="flex items-center gap-2 rounded-tick font-medium hover:text-accent"
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
        <CopyButton text={row.apiId} label={t('copyId', { model: row.name })} size="inline" className="p-1" />
      </span>
    </>
  );
}

function cellsOf(row: ModelRow, now: number): Record<Exclude<SortColumn, 'name'>, ReactNode> {
  const { input, output, cacheWrite5m, cacheWrite1h, cacheRead, context, maxOutput } = row.figures;
  return {
    input: input.text,
    output: output.text,
    cacheWrite5m: cacheWrite5m.text,
    cacheWrite1h: cacheWrite1h.text,
    cacheRead: cacheRead.text,
    context: <span title={context.exact}>{context.text}</span>,
    maxOutput: <span title={maxOutput.exact}>{maxOutput.text}</span>,
    abilities: <AbilityIcons abilities={row.abilities} />,
    parameters: <ParameterCount row={row} />,
    lifecycle: <LifecycleCell row={row} now={now} />,
  };
}

function ParameterCount({ row }: { row: ModelRow }) {
  const t = useTranslations('models');
  const count = row.parameters.length;
  return (
    <TextLink
      href={`/models/${row.id}#parameters`}
      prefetch={false}
      title={row.parameters.join(', ')}
      aria-label={t('parametersOf', { count, model: row.name })}
    >
      {count}
    </TextLink>
  );
}

function LifecycleCell({ row, now }: { row: ModelRow; now: number }) {
  const t = useTranslations('models');
  return (
    <>
      <ModelStatus row={row} now={now} />
      {row.successor && (
        <span className="mt-1 block max-w-36 text-12 text-ink-muted">
          {`${t('successor')}: `}
          <TextLink href={`/models/${row.successor.id}`} prefetch={false}>
            {row.successor.name}
          </TextLink>
        </span>
      )}
    </>
  );
}
