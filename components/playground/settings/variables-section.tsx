'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/input.tsx';
import { listVariables } from '#lib/playground/variables.ts';
import { useBench, useDraft } from '../state/playground-context.tsx';
import { Section } from './settings-panel.tsx';

const RowsDialog = lazy(() => import('../rows/rows-dialog.tsx'));

/** What `{{name}}` stands for, for one run or for many. */
export function VariablesSection() {
  const t = useTranslations('playground.variables');
  const rows = useTranslations('playground.rows');
  const { drafts } = useBench();
  const draft = useDraft();
  const [isOpen, setOpen] = useState(false);
  const variables = listVariables(draft);
  return (
    <Section title={t('title')}>
      {variables.length === 0 && <p className="text-12 text-ink-muted">{t('none', { example: '{{name}}' })}</p>}
      {variables.map(({ name, isUsed }) => (
        <div key={name} className="flex items-start gap-1">
          <Field
            className="grow"
            label={
              <>
                <code className="font-mono text-12">{name}</code>
                {!isUsed && <span className="ms-2 font-normal text-12 text-ink-faint">{t('unused')}</span>}
              </>
            }
          >
            <Textarea
              rows={1}
              value={draft.variables[name] ?? ''}
              onChange={(event) => drafts.edit({ type: 'setVariable', name, value: event.target.value })}
              className="field-sizing-content min-h-8"
            />
          </Field>
          {!isUsed && (
            <Button
              variant="ghost"
              size="icon"
              className="-me-1.5 mt-5"
              aria-label={t('remove', { name })}
              onClick={() => drafts.edit({ type: 'removeVariable', name })}
            >
              <X aria-hidden />
            </Button>
          )}
        </div>
      ))}
      {variables.length > 0 && <Button onClick={() => setOpen(true)}>{rows('open')}</Button>}
      {isOpen && (
        <Suspense>
          <RowsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Section>
  );
}
