'use client';

import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { listVariables } from '#lib/playground/variables.ts';
import { useDraft } from '../state/playground-context.tsx';
import { Section } from './settings-panel.tsx';

const VariableList = lazy(() => import('./variable-list.tsx'));
const RowsDialog = lazy(() => import('../rows/rows-dialog.tsx'));

/** Values of `{{name}}` variables, for one run or for many. */
export function VariablesSection() {
  const t = useTranslations('playground.variables');
  const rows = useTranslations('playground.rows');
  const draft = useDraft();
  const [isOpen, setOpen] = useState(false);
  const variables = listVariables(draft);
  return (
    <Section title={t('title')}>
      {variables.length === 0 && <p className="text-12 text-ink-muted">{t('none', { example: '{{name}}' })}</p>}
      {variables.length > 0 && (
        <Suspense>
          <VariableList variables={variables} />
        </Suspense>
      )}
      {variables.length > 0 && <Button onClick={() => setOpen(true)}>{rows('open')}</Button>}
      {isOpen && (
        <Suspense>
          <RowsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Section>
  );
}
