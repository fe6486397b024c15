'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { LifecycleStatus } from '#lib/models/model.ts';

const VARIANTS = { active: 'success', deprecated: 'warning', retired: 'neutral' } as const;

interface ModelStatusProps {
  status: LifecycleStatus;
  /** Its last day, once that is known. */
  retiresText: string | null;
  /** Among many models what is as it should be is plain text, and only the others are marked. */
  isQuiet?: boolean;
}

export function ModelStatus({ status, retiresText, isQuiet = false }: ModelStatusProps) {
  const t = useTranslations('models');
  const text = t(`status.${status}`, { day: retiresText ?? '' });
  if (isQuiet && status === 'active') return <span className="text-13 text-ink-muted">{text}</span>;
  return (
    <Badge variant={VARIANTS[status]} className="h-auto min-h-5 max-xl:whitespace-normal">
      {text}
    </Badge>
  );
}
