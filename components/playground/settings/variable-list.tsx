'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/input.tsx';
import type { listVariables } from '#lib/playground/variables.ts';
import { useDraft, usePlayground } from '../state/playground-context.tsx';

/** A field for each variable. Unused variables can be removed. */
export default function VariableList({ variables }: { variables: ReturnType<typeof listVariables> }) {
  const t = useTranslations('playground.variables');
  const { drafts } = usePlayground();
  const draft = useDraft();
  return variables.map(({ name, isUsed }) => (
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
  ));
}
