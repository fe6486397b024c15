'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { EXPIRY_PICKS } from './expiry-picks.ts';
import { DraftInput, type DraftProps } from './form-field.tsx';

export function ExpiryFields(props: DraftProps) {
  const { draft, onChange } = props;
  const t = useTranslations('keys.form.expiry');
  const id = useId();
  return (
    <>
      <span id={id} className="sr-only">
        {t('label')}
      </span>
      <RadioGroup
        aria-labelledby={id}
        value={draft.expiry}
        onValueChange={(value) => onChange({ expiry: EXPIRY_PICKS.find((pick) => pick === value) ?? 'never' })}
        className="grid-cols-2 sm:grid-cols-3"
      >
        {EXPIRY_PICKS.map((pick) => (
          <Radio key={pick} value={pick} label={t(pick)} />
        ))}
      </RadioGroup>
      {draft.expiry === 'custom' && (
        <DraftInput {...props} field="customExpiry" type="datetime-local" label={t('moment')} hint={t('zone')} />
      )}
    </>
  );
}
