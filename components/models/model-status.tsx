'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { statusOf } from '#lib/docs/model-filter.ts';
import type { ModelRow } from '#lib/docs/model-rows.ts';

const VARIANTS = { active: 'success', deprecated: 'warning', retired: 'neutral' } as const;

interface ModelStatusProps {
  row: Pick<ModelRow, 'deprecatedOn' | 'retiresOn' | 'retiresText'>;
  now: number;
  /** Among many models what is as it should be is plain text, and only the others are marked. */
  isQuiet?: boolean;
}

export function ModelStatus({ row, now, isQuiet = false }: ModelStatusProps) {
  const t = useTranslations('models');
  const status = statusOf(row, now);
  const text = t(`status.${status}`, { day: row.retiresText ?? '' });
  if (isQuiet && status === 'active') return <span className="text-13 text-ink-muted">{text}</span>;
  return (
    <Badge variant={VARIANTS[status]} className="h-auto min-h-5 max-xl:whitespace-normal">
      {text}
    </Badge>
  );
}
