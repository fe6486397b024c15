'use client';

import { useTranslations } from 'next-intl';
import { TextLink } from '#components/ui/text-link.tsx';
import type { ModelRow } from '#lib/docs/model-rows.ts';
import { statusOf } from '#lib/docs/model-status.ts';
import { ModelStatus } from './model-status.tsx';
import { useToday } from './use-today.ts';

export type NoticedModel = Pick<ModelRow, 'name' | 'deprecatedOn' | 'retiresOn' | 'retiresText' | 'successor'>;

/** A model's status on the reader's day and, once its end is known, what that means and which model follows. */
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
