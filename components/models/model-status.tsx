'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { statusOf } from '#lib/docs/model-filter.ts';
import type { ModelRow } from '#lib/docs/model-rows.ts';

const VARIANTS = { active: 'success', deprecated: 'warning', retired: 'neutral' } as const;

type Dates = Pick<ModelRow, 'deprecatedOn' | 'retiresOn' | 'retiresText'>;

export function ModelStatus({ row, now }: { row: Dates; now: number }) {
  const t = useTranslations('models');
  const status = statusOf(row, now);
  return (
    <Badge variant={VARIANTS[status]} className="h-auto min-h-5 max-xl:whitespace-normal">
      {t(`status.${status}`, { day: row.retiresText ?? '' })}
    </Badge>
  );
}
