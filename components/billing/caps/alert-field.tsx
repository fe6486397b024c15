import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import * as z from 'zod/mini';
import { Field } from '#components/ui/field.tsx';

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
