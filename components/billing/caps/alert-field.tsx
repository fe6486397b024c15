import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import * as z from 'zod/mini';
import { Field } from '#components/ui/field.tsx';

/** A whole per cent as somebody types it, or nothing. */
export const alertInput = z.string().check(z.refine((text) => /^\s*(|100|[1-9]\d?)\s*%?\s*$/.test(text), 'percent'));

export const readAlert = (typed: string): number | null => Number.parseInt(typed, 10) || null;

/** From which share of a cap on a mail goes out. */
export function AlertField({ error, children }: { error: ReactNode; children: ReactNode }) {
  const t = useTranslations('billing.caps');
  return (
    <Field label={t('alert')} hint={t('alertHint')} error={error && t('alertInvalid')} isOptional>
      {children}
    </Field>
  );
}
