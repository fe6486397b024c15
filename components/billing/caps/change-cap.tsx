'use client';

import { Pencil } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import * as z from 'zod/mini';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { ConflictNotice } from '#components/edits/conflict-notice.tsx';
import { isConflict, useEdit } from '#components/edits/use-edit.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Dialog, DialogContent, DialogForm, DialogTrigger } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { readTypedUsd } from '#components/ui/typed-usd.ts';
import type { Cap } from '#lib/billing/budgets/queries.ts';
import { type NanoUsd, toUsd } from '#lib/billing/money.ts';
import { formatExactUsd } from '#lib/i18n/format.ts';
import {
  AlertAmountField,
  AlertField,
  alertAmountInput,
  alertInput,
  isAlertWithin,
  readAlert,
  readAlertAmount,
} from './alert-field.tsx';
import type { CapActions } from './cap-actions.ts';
import { ZoneSelect } from './zone-select.tsx';

interface ChangeCapProps {
  cap: Cap;
  actions: Pick<CapActions, 'change' | 'remove'>;
  readerZone: string;
}

/** A button that opens a dialog to change or remove a cap. */
export function ChangeCap(props: ChangeCapProps) {
  const t = useTranslations('billing.caps');
  const [isOpen, setOpen] = useState(false);
  const { subject, name: subjectName, window } = props.cap;
  const name = `${subject === 'account' ? t('subjects.account') : subjectName}, ${t(`each.${window}`)}`;
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('changeOf', { name })}>
          <Pencil aria-hidden />
        </Button>
      </DialogTrigger>
      <DialogContent title={t('changeOf', { name })} description={t('changeText')}>
        <ChangeForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

interface CapSettings {
  cap: NanoUsd;
  zone: string;
  alertPercent: number | null;
  alertAmount: NanoUsd | null;
}

const capForm = z
  .strictObject({
    cap: z.string().check(z.refine((text) => readTypedUsd(text) != null, 'amount')),
    zone: z.string(),
    alert: alertInput,
    alertAmount: alertAmountInput,
  })
  .check(z.refine(isAlertWithin, { path: ['alertAmount'], error: 'amount' }));

type CapValues = z.infer<typeof capForm>;

function ChangeForm({ cap, actions, readerZone, onDone }: ChangeCapProps & { onDone: () => void }) {
  const t = useTranslations('billing.caps');
  const locale = useLocale();
  const guard = useStepUp();
  const change = usePageAction(actions.change);
  const { cap: amount, zone, alertPercent, alertAmount } = cap;
  const shown: CapSettings = { cap: amount, zone, alertPercent, alertAmount };
  const edit = useEdit<CapSettings>(shown);
  const { form, submit, isPending, errorOf, formError } = useActionForm<CapValues, void>({
    schema: capForm,
    defaultValues: toValues(shown),
    action: (values) =>
      edit.send(toSettings(values), ({ before, after }) =>
        guard(() => change({ id: cap.id, edit: { before: toInput(before), after: toInput(after) } })),
      ),
    onDone: () => {
      toast.success(t('saved'));
      onDone();
    },
    onFailure: isConflict,
    texts: { invalid_value: t('order') },
  });
  return (
    <DialogForm
      onSubmit={submit}
      action={t('save')}
      isPending={isPending}
      failure={formError}
      otherwise={<RemoveCap cap={cap} remove={actions.remove} onDone={onDone} />}
    >
      <Field label={t('amount')} error={errorOf('cap')}>
        <Input {...form.register('cap')} inputMode="decimal" className="figures" />
      </Field>
      <AlertField error={errorOf('alert')}>
        <Input {...form.register('alert')} inputMode="numeric" placeholder="–" className="figures" />
      </AlertField>
      <AlertAmountField error={errorOf('alertAmount')}>
        <Input {...form.register('alertAmount')} inputMode="decimal" placeholder="–" className="figures" />
      </AlertAmountField>
      {cap.window !== 'total' && (
        <ZoneSelect
          value={form.watch('zone')}
          readerZone={readerZone}
          onChange={(zone) => form.setValue('zone', zone)}
        />
      )}
      <ConflictNotice
        edit={edit}
        nameOf={(field) => t(FIELD_NAMES[field])}
        textOf={(_, value) => (typeof value === 'bigint' ? formatExactUsd(locale, value) : String(value ?? ''))}
        onSave={submit}
        onTake={(theirs) => form.reset(toValues({ ...toSettings(form.getValues()), ...theirs }))}
      />
    </DialogForm>
  );
}

const FIELD_NAMES = { cap: 'amount', zone: 'zone', alertPercent: 'alert', alertAmount: 'alertAmount' } as const;

const toSettings = ({ cap, zone, alert, alertAmount }: CapValues): CapSettings => ({
  cap: readTypedUsd(cap) as NanoUsd,
  zone,
  alertPercent: readAlert(alert),
  alertAmount: readAlertAmount(alertAmount),
});

const toInput = ({ cap, alertAmount, ...others }: Partial<CapSettings>) => ({
  ...others,
  ...(cap !== undefined && { cap: toUsd(cap) }),
  ...(alertAmount !== undefined && { alertAmount: alertAmount && toUsd(alertAmount) }),
});

const toValues = ({ cap, zone, alertPercent, alertAmount }: CapSettings): CapValues => ({
  ...{ cap: toUsd(cap), zone },
  alert: alertPercent === null ? '' : String(alertPercent),
  alertAmount: alertAmount === null ? '' : toUsd(alertAmount),
});

interface RemoveCapProps {
  cap: Cap;
  remove: CapActions['remove'];
  onDone: () => void;
}

function RemoveCap({ cap, remove, onDone }: RemoveCapProps) {
  const t = useTranslations('billing.caps');
  const guard = useStepUp();
  const failureText = useFailureText();
  const removeCap = usePageAction(remove);
  async function confirm() {
    const result = await guard(() => removeCap({ id: cap.id }));
    if (!result.ok) return failureText(result.error);
    toast.success(t('removed'));
    onDone();
    return undefined;
  }
  return (
    <ConfirmDialog
      trigger={<Button variant="ghost">{t('remove')}</Button>}
      title={t('removeTitle')}
      description={t('removeText')}
      action={t('remove')}
      onConfirm={confirm}
    />
  );
}
