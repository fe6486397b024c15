'use client';

import { useTranslations } from 'next-intl';
import { z } from 'zod';
import { Form } from '#components/auth/form.tsx';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { FormEnd } from '#components/settings/form-end.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { readTypedUsd } from '#components/ui/typed-usd.ts';
import { toUsd } from '#lib/billing/money.ts';
import { setSpendAlertAction } from './actions.ts';

const alertForm = z.strictObject({ amount: z.string().refine((text) => readTypedUsd(text) !== undefined, 'amount') });

interface AlertFormProps {
  /** Decimal USD, or empty where there is no alert. */
  amount: string;
  /** This month's spend, as the reader writes it. */
  spent: string;
}

export function AlertForm({ amount, spent }: AlertFormProps) {
  const t = useTranslations('settings.alerts');
  const guard = useStepUp();
  const setAlert = usePageAction(setSpendAlertAction);
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: alertForm,
    defaultValues: { amount },
    action: ({ amount: typed }) => guard(() => setAlert({ amount: toInput(typed) })),
    onDone: (_, { amount: typed }) => void toast.success(t(toInput(typed) === null ? 'removed' : 'saved')),
  });
  return (
    <Form onSubmit={submit} className="max-w-sm">
      <Field label={t('amount')} hint={t('hint', { spent })} error={errorOf('amount')}>
        <Input {...form.register('amount')} inputMode="decimal" placeholder="–" className="figures" />
      </Field>
      <FormEnd error={formError} isPending={isPending}>
        {t('save')}
      </FormEnd>
    </Form>
  );
}

/** Nothing typed, and an amount of nothing, are no alert. */
function toInput(typed: string): string | null {
  const amount = readTypedUsd(typed);
  return amount ? toUsd(amount) : null;
}
