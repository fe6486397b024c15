'use client';

import { useLocale, useTranslations } from 'next-intl';
import * as z from 'zod/mini';
import { Form, FormEnd } from '#components/auth/form.tsx';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { ConflictNotice } from '#components/edits/conflict-notice.tsx';
import { isConflict, useEdit } from '#components/edits/use-edit.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { readTypedUsd } from '#components/ui/typed-usd.ts';
import { type NanoUsd, toUsd } from '#lib/billing/money.ts';
import { formatExactUsd } from '#lib/i18n/format.ts';
import { setLowBalanceAlertAction, setSpendAlertAction } from './actions.ts';

const alertForm = z.strictObject({
  amount: z.string().check(z.refine((text) => readTypedUsd(text) !== undefined, 'amount')),
});

interface Alert {
  /** Null without an alert. */
  amount: NanoUsd | null;
}

interface AlertFormProps extends Alert {
  /** About a month's spend, or the balance. */
  of: keyof typeof ACTIONS;
  hint: string;
}

const ACTIONS = { monthlySpend: setSpendAlertAction, lowBalance: setLowBalanceAlertAction };

export function AlertForm({ of, amount, hint }: AlertFormProps) {
  const t = useTranslations('settings.alerts');
  const locale = useLocale();
  const guard = useStepUp();
  const setAlert = usePageAction(ACTIONS[of]);
  const edit = useEdit<Alert>({ amount });
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: alertForm,
    defaultValues: { amount: toText(amount) },
    action: ({ amount: typed }) =>
      edit.send({ amount: readAmount(typed) }, ({ before, after }) =>
        guard(() => setAlert({ before: toInput(before), after: toInput(after) })),
      ),
    onDone: (_, { amount: typed }) =>
      void toast.success(t(`${of}.${readAmount(typed) === null ? 'removed' : 'saved'}`)),
    onFailure: isConflict,
  });
  return (
    <Form onSubmit={submit} className="max-w-sm">
      <Field label={t(`${of}.amount`)} hint={hint} error={errorOf('amount')}>
        <Input {...form.register('amount')} inputMode="decimal" placeholder="–" className="figures" />
      </Field>
      <ConflictNotice
        edit={edit}
        nameOf={() => t(`${of}.amount`)}
        textOf={(_, value) => (value === null ? '' : formatExactUsd(locale, value))}
        onSave={submit}
        onTake={(theirs) => form.reset({ amount: toText(theirs.amount ?? null) })}
      />
      <FormEnd error={formError} isPending={isPending}>
        {t(`${of}.save`)}
      </FormEnd>
    </Form>
  );
}

/** Empty and zero mean no alert. */
const readAmount = (typed: string): NanoUsd | null => readTypedUsd(typed) || null;

const toText = (amount: NanoUsd | null): string => (amount === null ? '' : toUsd(amount));

const toInput = ({ amount }: Partial<Alert>) =>
  amount === undefined ? {} : { amount: amount === null ? null : toUsd(amount) };
