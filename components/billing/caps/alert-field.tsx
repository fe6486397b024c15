import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import * as z from 'zod/mini';
import { Field } from '#components/ui/field.tsx';
import { readTypedUsd } from '#components/ui/typed-usd.ts';
import type { NanoUsd } from '#lib/billing/money.ts';

/** An integer percentage, or empty. */
export const alertInput = z.string().check(z.refine((text) => /^\s*(|100|[1-9]\d?)\s*%?\s*$/.test(text), 'percent'));

export const readAlert = (typed: string): number | null => Number.parseInt(typed, 10) || null;

/** The share of a cap at which an e-mail is sent. */
export function AlertField({ error, children }: { error: ReactNode; children: ReactNode }) {
  const t = useTranslations('billing.caps');
  return (
    <Field label={t('alert')} hint={t('alertHint')} error={error && t('alertInvalid')} isOptional>
      {children}
    </Field>
  );
}

/** An amount or an empty text. The form checks that it is within the cap. */
export const alertAmountInput = z.string().check(z.refine((text) => readTypedUsd(text) !== undefined, 'amount'));

/** An empty text and zero mean no alert. */
export const readAlertAmount = (typed: string): NanoUsd | null => readTypedUsd(typed) || null;

/** An alert above its cap would never fire. */
export const isAlertWithin = ({ cap, alertAmount }: { cap: string; alertAmount: string }): boolean =>
  (readAlertAmount(alertAmount) ?? 0n) <= (readTypedUsd(cap) ?? 0n);

/** The amount at which another mail is sent. */
export function AlertAmountField({ error, children }: { error: ReactNode; children: ReactNode }) {
  const t = useTranslations('billing.caps');
  return (
    <Field label={t('alertAmount')} error={error && t('alertAmountInvalid')} isOptional>
      {children}
    </Field>
  );
}
