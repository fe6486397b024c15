'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TextLink } from '#components/ui/text-link.tsx';
import type { SortColumn } from '#lib/docs/model-filter.ts';
import type { ModelRow } from '#lib/docs/model-rows.ts';
import type { LifecycleStatus } from '#lib/models/model.ts';
import { AbilityIcons } from './ability-icons.tsx';
import { ModelStatus } from './model-status.tsx';

/** The cells of a model's row, without the name. */
export function rowCells(row: ModelRow, status: LifecycleStatus): Record<Exclude<SortColumn, 'name'>, ReactNode> {
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
    lifecycle: <Lifecycle row={row} status={status} />,
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

function Lifecycle({ row, status }: { row: ModelRow; status: LifecycleStatus }) {
  const t = useTranslations('models');
  return (
    <>
      <ModelStatus status={status} retiresText={row.retiresText} isQuiet />
      {row.successor && (
        <span className="mt-1 block max-w-36 text-12 text-ink-muted">
          {`${t('successor')}: `}
          <TextLink href={`/models/${row.successor.id}`} prefetch={false} className="whitespace-nowrap">
            {row.successor.name}
          </TextLink>
        </span>
      )}
    </>
  );
}
