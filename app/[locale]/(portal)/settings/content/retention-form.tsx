'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
import { Form, FormEnd } from '#components/auth/form.tsx';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { ConflictNotice } from '#components/edits/conflict-notice.tsx';
import { isConflict, useEdit } from '#components/edits/use-edit.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { RETENTIONS } from '#lib/content/retention.ts';
import type { Retention } from '#lib/db/generated/enums.ts';
import { setRetentionAction } from './actions.ts';

export function RetentionForm({ retention }: { retention: Retention }) {
  const t = useTranslations('settings.content');
  const failureText = useFailureText();
  const guard = useStepUp();
  const setRetention = usePageAction(setRetentionAction);
  const edit = useEdit({ retention });
  const [chosen, choose] = useState(retention);
  const [error, setError] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const save = (event?: FormEvent) => {
    event?.preventDefault();
    startTransition(async () => {
      const result = await edit.send({ retention: chosen }, (change) => guard(() => setRetention(change)));
      setError(result.ok || isConflict(result.error) ? undefined : failureText(result.error));
      if (result.ok) toast.success(t('saved'));
    });
  };
  return (
    <Form onSubmit={save}>
      <RadioGroup
        aria-label={t('period')}
        value={chosen}
        onValueChange={(value) => choose(RETENTIONS.find((one) => one === value) ?? 'none')}
      >
        {RETENTIONS.map((one) => (
          <Radio key={one} value={one} label={t(`choices.${one}`)} hint={t(`hints.${one}`)} />
        ))}
      </RadioGroup>
      <ConflictNotice
        edit={edit}
        nameOf={() => t('period')}
        textOf={(_, value: Retention) => t(`choices.${value}`)}
        onSave={save}
        onTake={(theirs) => choose(theirs.retention ?? chosen)}
      />
      <FormEnd error={error} isPending={isPending}>
        {t('save')}
      </FormEnd>
    </Form>
  );
}
