'use client';

import { useTranslations } from 'next-intl';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { TableCell, TableHeading, TableRow } from '#components/ui/table.tsx';
import type { ModelRow } from '#lib/docs/model-rows.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { ModelStatus } from './model-status.tsx';
import { TIER_DOTS } from './tier-dots.ts';

/** On narrow screens the facts without a column of their own stand below the name. */
export function ModelTableRow({ row, now }: { row: ModelRow; now: number }) {
  const t = useTranslations('models');
  const { figures } = row;
  return (
    <TableRow>
      <TableHeading scope="row" className="py-2.5 font-normal text-14 text-ink">
        <Link
          href={`/models/${row.id}`}
          prefetch={false}
          className="flex items-center gap-2 rounded-tick font-medium hover:text-accent"
        >
          <span aria-hidden className={`size-2 shrink-0 rounded-full ${TIER_DOTS[row.tier]}`} />
          {row.name}
        </Link>
        <span className="ms-4 flex items-center gap-1">
          <code translate="no" className="font-mono text-12 text-ink-muted max-md:break-all md:whitespace-nowrap">
            {row.apiId}
          </code>
          <CopyButton text={row.apiId} label={t('copyId', { model: row.name })} size="inline" className="p-1" />
        </span>
        <span className="ms-4 mt-1 block lg:hidden">
          <ModelStatus row={row} now={now} />
        </span>
      </TableHeading>
      <TableCell isNumeric className="max-md:hidden">
        {figures.context.text}
      </TableCell>
      <TableCell isNumeric className="max-lg:hidden">
        {figures.maxOutput.text}
      </TableCell>
      {(['input', 'output'] as const).map((bucket) => (
        <TableCell key={bucket} isNumeric className="max-lg:align-top">
          {figures[bucket].text}
        </TableCell>
      ))}
      {(['cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const).map((bucket) => (
        <TableCell key={bucket} isNumeric className="max-lg:hidden">
          {figures[bucket].text}
        </TableCell>
      ))}
      <TableCell className="max-lg:hidden">
        <ModelStatus row={row} now={now} />
      </TableCell>
    </TableRow>
  );
}
