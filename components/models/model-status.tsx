'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { useToday } from '#components/ui/browser-state.ts';
import { TextLink } from '#components/ui/text-link.tsx';
import type { ModelRow } from '#lib/docs/model-rows.ts';
import { statusOf } from '#lib/docs/model-status.ts';
import type { LifecycleStatus } from '#lib/models/model.ts';

const VARIANTS = { active: 'success', deprecated: 'warning', retired: 'neutral' } as const;

interface ModelStatusProps {
  status: LifecycleStatus;
  /** The retirement date, when it is known. */
  retiresText: string | null;
  /** Among many models, the normal status is plain text, so that exceptions stand out. */
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

type NoticedModel = Pick<ModelRow, 'name' | 'deprecatedOn' | 'retiresOn' | 'retiresText' | 'successor'>;

/** A model's current status and, when its retirement is known, the consequence and the successor. */
export function ModelNotice({ model, builtAt }: { model: NoticedModel; builtAt: number }) {
  const t = useTranslations('models');
  const now = useToday(builtAt);
  const status = statusOf(model, now);
  const { name, retiresText, successor } = model;
  if (status === 'active') return <ModelStatus status={status} retiresText={retiresText} />;
  return (
    <div role="note" className="rounded-panel bg-warning-soft px-4 py-3 text-14">
      <p className="mb-1 font-semibold text-warning">{t(`status.${status}`, { day: retiresText ?? '' })}</p>
      <p>{t(`notice.${status}`, { model: name, day: retiresText ?? '' })}</p>
      {successor && (
        <p>
          {t.rich('notice.successor', {
            successor: successor.name,
            link: (text) => (
              <TextLink href={`/models/${successor.id}`} prefetch={false}>
                {text}
              </TextLink>
            ),
          })}
        </p>
      )}
    </div>
  );
}
