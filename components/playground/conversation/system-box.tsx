'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { Column, Message } from '#lib/playground/document.ts';
import { newLocalId } from '../state/local-id.ts';
import { usePlayground } from '../state/playground-context.tsx';
import { textOf } from '../state/runner.ts';
import { TextArea } from './text-area.tsx';

export function SystemBox({ column, system }: { column: Column; system: Message | undefined }) {
  const t = useTranslations('playground');
  const id = useId();
  const { drafts } = usePlayground();
  return (
    <div className="grid gap-1 border-b py-3.5">
      <label htmlFor={id} className="font-medium text-12 text-ink-muted">
        {t('roles.system')}
      </label>
      <TextArea
        id={id}
        value={system ? textOf(system) : ''}
        placeholder={t('systemPlaceholder')}
        onChange={(text) =>
          drafts.edit({ type: 'setSystem', columnId: column.id, id: system?.id ?? newLocalId(), text })
        }
      />
    </div>
  );
}
