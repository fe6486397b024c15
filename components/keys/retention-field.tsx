import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { isLonger, keyRetention, RETENTIONS } from '#lib/content/retention.ts';
import type { DraftProps } from './draft-form.tsx';
import { useKeyDialogData } from './key-dialog-context.tsx';

const CHOICES = ['account', ...RETENTIONS] as const;

/** Retention of a key's prompts and answers. Only users who may set the account's retention can lengthen it. */
export function RetentionField({ draft, onChange }: DraftProps) {
  const t = useTranslations('keys.form.retention');
  const { storage } = useKeyDialogData();
  const [now] = useState(keyRetention(draft.retention));
  const toRetention = (choice: string) => RETENTIONS.find((one) => one === choice) ?? null;
  return (
    <>
      <p className="text-13 text-ink-muted">{t('hint', { account: t(storage.retention) })}</p>
      <RadioGroup
        aria-label={t('label')}
        value={draft.retention ?? 'account'}
        onValueChange={(choice) => onChange({ retention: toRetention(choice) })}
        className="grid-cols-2"
      >
        {CHOICES.map((choice) => (
          <Radio
            key={choice}
            value={choice}
            label={t(choice)}
            disabled={!storage.mayRaise && isLonger(keyRetention(toRetention(choice)), now)}
          />
        ))}
      </RadioGroup>
    </>
  );
}
