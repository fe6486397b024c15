'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Form, FormEnd } from '#components/auth/form.tsx';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { useTab } from '#components/layout/tab-account.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toaster.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import { nanoUsd, toUsd } from '#lib/billing/money.ts';
import { formatExactUsd } from '#lib/i18n/format.ts';
import { fromCents } from '#lib/stripe/rules/cents.ts';
import { creditOf } from '#lib/stripe/rules/share.ts';
import { readWholeCents } from './typed-cents.ts';

interface RefundFormProps {
  topUpId: string;
  /** The highest refundable amount, tax included. */
  maxCents: number;
  paid: { netCents: number; totalCents: number; goneCents: number };
  onRefund: (page: RenderedFor, wish: { topUpId: string; cents: number }) => Promise<ActionResult<void>>;
}

/** The amount to refund to the card, tax included, and the credit it deducts. */
export function RefundForm({ topUpId, maxCents, paid, onRefund }: RefundFormProps) {
  const t = useTranslations('billing.refund');
  const locale = useLocale();
  const guard = useStepUp();
  const explain = useFailureText();
  const { refresh } = useTab();
  const refund = usePageAction(onRefund);
  const [typed, setTyped] = useState(toUsd(fromCents(maxCents)));
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [isChecked, setChecked] = useState(false);
  const wanted = readWholeCents(typed);
  const cents = wanted !== null && wanted <= maxCents ? wanted : null;
  const most = formatExactUsd(locale, fromCents(maxCents));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (cents === null || isPending) return;
    setPending(true);
    const result = await guard(() => refund({ topUpId, cents }));
    setPending(false);
    setFailure(result.ok ? undefined : explain(result.error, { invalid_value: t('lessThere') }));
    if (result.ok) toast.success(t('asked', { amount: formatExactUsd(locale, fromCents(cents)) }));
    refresh();
  };
  return (
    <Form onSubmit={submit} className="max-w-sm">
      <Field
        label={t('amount')}
        hint={cents === null ? t('atMost', { amount: most }) : t('takes', { credit: takenCredit(locale, paid, cents) })}
        error={isChecked && cents === null && t('wrong', { amount: most })}
      >
        <Input
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          inputMode="decimal"
          autoComplete="off"
          className="figures"
        />
      </Field>
      <FormEnd error={failure} isPending={isPending}>
        {t('submit')}
      </FormEnd>
    </Form>
  );
}

const takenCredit = (
  locale: ReturnType<typeof useLocale>,
  { goneCents, ...paid }: RefundFormProps['paid'],
  cents: number,
): string => formatExactUsd(locale, nanoUsd(creditOf(paid, goneCents + cents) - creditOf(paid, goneCents)));
