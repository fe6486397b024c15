'use client';

import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { NativeSelect } from '#components/ui/native-select.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { TrialChoices } from '#lib/docs/reader.ts';

interface KeyChoiceProps {
  keys: TrialChoices['keys'];
  id: string;
  onChoose: (id: string) => void;
}

/** Which key is looked at, by its name and the end of its secret. */
export function KeyChoice({ keys, id, onChoose }: KeyChoiceProps) {
  const t = useTranslations('trial');
  if (keys.length === 0) {
    return (
      <p className="text-13">
        {t('noKeys')} <TextLink href="/keys">{t('toKeys')}</TextLink>
      </p>
    );
  }
  return (
    <Field label={t('key')} hint={t('keyText')}>
      <NativeSelect value={id} onChange={(event) => onChoose(event.target.value)} className="w-full max-w-md">
        {keys.map((key) => (
          <option key={key.id} value={key.id}>
            {`${key.name} (${key.hint})`}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}
