'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { NativeSelect } from '#components/ui/native-select.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { TrialChoices } from '#lib/docs/trial-choices.ts';

interface KeyChoiceProps {
  keys: TrialChoices['keys'];
  id: string;
  onChoose: (id: string) => void;
}

/** Which key is looked at, by its name and the end of its secret. */
export function KeyChoice({ keys, id, onChoose }: KeyChoiceProps) {
  const t = useTranslations('trial');
  const controlId = useId();
  if (keys.length === 0) {
    return (
      <p className="text-13">
        {t('noKeys')} <TextLink href="/keys">{t('toKeys')}</TextLink>
      </p>
    );
  }
  return (
    <>
      <label htmlFor={controlId} className="mb-1 block font-medium text-13">
        {t('key')}
      </label>
      <NativeSelect
        id={controlId}
        value={id}
        onChange={(event) => onChoose(event.target.value)}
        aria-describedby={`${controlId}-hint`}
        className="w-full max-w-md"
      >
        {keys.map((key) => (
          <option key={key.id} value={key.id}>
            {`${key.name} (${key.hint})`}
          </option>
        ))}
      </NativeSelect>
      <p id={`${controlId}-hint`} className="mt-1.5 text-13 text-ink-muted">
        {t('keyText')}
      </p>
    </>
  );
}
