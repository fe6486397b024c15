'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import * as z from 'zod/mini';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent, DialogForm, DialogTrigger } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { readTypedUsd } from '#components/ui/typed-usd.ts';
import { type NanoUsd, toUsd } from '#lib/billing/money.ts';
import { isTag } from '#lib/usage/tags.ts';
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

const SUBJECTS = ['account', 'member', 'key', 'tag'] as const;
const WINDOWS = ['total', 'month', 'week', 'day'] as const;

export interface Choice {
  id: string;
  name: string;
}

interface CreateCapProps {
  create: CapActions['create'];
  members: readonly Choice[];
  keys: readonly Choice[];
  readerZone: string;
}

/** A button that opens a dialog to create a cap. */
export function CreateCap(props: CreateCapProps) {
  const t = useTranslations('billing.caps');
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>{t('add')}</Button>
      </DialogTrigger>
      <DialogContent title={t('add')} description={t('addText')}>
        <CapForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

const capForm = z
  .strictObject({
    subject: z.enum(SUBJECTS),
    member: z.string(),
    key: z.string(),
    tag: z.string(),
    window: z.enum(WINDOWS),
    zone: z.string(),
    cap: z.string().check(z.refine((text) => readTypedUsd(text) != null, 'amount')),
    alert: alertInput,
    alertAmount: alertAmountInput,
  })
  .check(z.refine(isAlertWithin, { path: ['alertAmount'], error: 'amount' }))
  .check(z.refine(({ subject, tag }) => subject !== 'tag' || isTag(tag.trim()), { path: ['tag'], error: 'tag' }));

type CapValues = z.infer<typeof capForm>;

function CapForm({ create, members, keys, readerZone, onDone }: CreateCapProps & { onDone: () => void }) {
  const t = useTranslations('billing.caps');
  const guard = useStepUp();
  const createCap = usePageAction(create);
  const { form, submit, isPending, errorOf, formError } = useActionForm<CapValues, void>({
    schema: capForm,
    defaultValues: {
      ...{ subject: 'account', tag: '', window: 'month', zone: readerZone, cap: '', alert: '', alertAmount: '' },
      member: members[0]?.id ?? '',
      key: keys[0]?.id ?? '',
    },
    action: (values) => guard(() => createCap(toInput(values))),
    onDone: () => {
      toast.success(t('created'));
      onDone();
    },
    texts: { conflict: t('exists'), invalid_value: t('order') },
  });
  const { subject, window, member, key, zone } = form.watch();
  const subjects = SUBJECTS.filter((kind) => kind !== 'key' || keys.length > 0);
  const toOptions = (choices: readonly Choice[]) => choices.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <DialogForm onSubmit={submit} action={t('create')} isPending={isPending} failure={formError}>
      <Field label={t('whose')}>
        <Select
          options={subjects.map((value) => ({ value, label: t(`whoseSpending.${value}`) }))}
          value={subject}
          onValueChange={(value) => form.setValue('subject', value as CapValues['subject'])}
        />
      </Field>
      {subject === 'member' && (
        <Field label={t('subjects.member')}>
          <Select options={toOptions(members)} value={member} onValueChange={(id) => form.setValue('member', id)} />
        </Field>
      )}
      {subject === 'key' && (
        <Field label={t('subjects.key')}>
          <Select options={toOptions(keys)} value={key} onValueChange={(id) => form.setValue('key', id)} />
        </Field>
      )}
      {subject === 'tag' && (
        <Field label={t('subjects.tag')} hint={t('tagHint')} error={errorOf('tag') && t('tagInvalid')}>
          <Input {...form.register('tag')} placeholder="team=search" autoComplete="off" autoCapitalize="none" />
        </Field>
      )}
      <Field label={t('amount')} error={errorOf('cap')}>
        <Input {...form.register('cap')} inputMode="decimal" className="figures" />
      </Field>
      <AlertField error={errorOf('alert')}>
        <Input {...form.register('alert')} inputMode="numeric" placeholder="–" className="figures" />
      </AlertField>
      <AlertAmountField error={errorOf('alertAmount')}>
        <Input {...form.register('alertAmount')} inputMode="decimal" placeholder="–" className="figures" />
      </AlertAmountField>
      <Field label={t('window')}>
        <Select
          options={WINDOWS.map((value) => ({ value, label: t(`each.${value}`) }))}
          value={window}
          onValueChange={(value) => form.setValue('window', value as CapValues['window'])}
        />
      </Field>
      {window !== 'total' && (
        <ZoneSelect value={zone} readerZone={readerZone} onChange={(name) => form.setValue('zone', name)} />
      )}
    </DialogForm>
  );
}

function toInput({ subject, member, key, tag, window, zone, cap, alert, alertAmount }: CapValues) {
  const subjectId = { account: null, member, key, tag: tag.trim() }[subject];
  return {
    subject,
    subjectId,
    window,
    zone: window === 'total' ? 'UTC' : zone,
    cap: toUsd(readTypedUsd(cap) as never),
    alertPercent: readAlert(alert),
    alertAmount: toUsdOrNull(readAlertAmount(alertAmount)),
  };
}

const toUsdOrNull = (amount: NanoUsd | null) => amount && toUsd(amount);
