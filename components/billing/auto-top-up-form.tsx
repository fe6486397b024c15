'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Form, FormEnd } from '#components/auth/form.tsx';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { isConflict } from '#components/edits/use-edit.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { useTab } from '#components/layout/tab-account.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field, FormError } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toaster.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import { type NanoUsd, nanoUsd, toUsd } from '#lib/billing/money.ts';
import type { AutoTopUp } from '#lib/db/generated/client.ts';
import { formatExactUsd } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { cardName } from '#lib/stripe/rules/card-name.ts';
import { fromCents } from '#lib/stripe/rules/cents.ts';
import { type AutoTopUpTyped, readAutoTopUp } from './auto-top-up-input.ts';
import { useLeave } from './use-leave.ts';

/** The threshold is decimal text, so that it stays exact. */
interface Terms {
  threshold: string;
  netCents: number;
  monthCapCents: number;
}

interface Agreement extends Terms {
  /** The terms in force as this page shows them; null for none. */
  before: Terms | null;
  locale: Locale;
}

interface AutoTopUpFormProps {
  card: { brand: string; last4: string } | null;
  settings: Pick<AutoTopUp, 'threshold' | 'netCents' | 'monthCapCents' | 'isOn'> | null;
  onSave: (page: RenderedFor, wish: { locale: Locale }) => Promise<ActionResult<{ url: string }>>;
  onAgree: (page: RenderedFor, agreement: Agreement) => Promise<ActionResult<void>>;
}

/** Threshold, amount and monthly limit, with the sentence that the user agrees to. */
export function AutoTopUpForm({ card, ...rest }: AutoTopUpFormProps) {
  return card ? <Agree card={card} {...rest} /> : <CardFirst onSave={rest.onSave} />;
}

function CardFirst({ onSave }: Pick<AutoTopUpFormProps, 'onSave'>) {
  const t = useTranslations('billing.auto');
  const cards = useTranslations('billing.card');
  const { leave, isPending, failure } = useLeave(usePageAction(onSave));
  return (
    <>
      <p className="text-14">{t('cardFirst')}</p>
      <FormError>{failure}</FormError>
      <div>
        <Button variant="primary" aria-busy={isPending || undefined} onClick={() => leave({})}>
          {cards('save')}
        </Button>
      </div>
    </>
  );
}

const SUGGESTED = { threshold: '5', amount: '25', cap: '100' };

function Agree({
  card,
  settings,
  onAgree,
}: Omit<AutoTopUpFormProps, 'onSave' | 'card'> & { card: NonNullable<AutoTopUpFormProps['card']> }) {
  const t = useTranslations('billing.auto');
  const locale = useLocale();
  const guard = useStepUp();
  const explain = useFailureText();
  const { refresh } = useTab();
  const agree = usePageAction(onAgree);
  const [typed, setTyped] = useState<AutoTopUpTyped>(settings ? toTyped(settings) : SUGGESTED);
  const [isChecked, setChecked] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const { wish, wrong } = readAutoTopUp(typed);
  const usd = (amount: NanoUsd) => formatExactUsd(locale, amount);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!wish || isPending) return;
    setPending(true);
    const before = settings?.isOn ? toTerms(settings) : null;
    const result = await guard(() => agree({ ...toTerms(wish), before, locale }));
    setPending(false);
    const conflict = result.ok || !isConflict(result.error) ? t('sameCard') : t('meanwhile');
    setFailure(result.ok ? undefined : explain(result.error, { conflict }));
    if (result.ok) toast.success(t('saved'));
    refresh();
  };
  const field = (name: keyof AutoTopUpTyped) => (
    <Field label={t(`fields.${name}`)} error={isChecked && wrong.includes(name) && t(`wrong.${name}`)}>
      <Input
        value={typed[name]}
        onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
        inputMode="decimal"
        autoComplete="off"
        className="figures"
      />
    </Field>
  );
  return (
    <Form onSubmit={submit} className="max-w-xl">
      <div className="grid gap-4 sm:grid-cols-3">
        {field('threshold')}
        {field('amount')}
        {field('cap')}
      </div>
      <p aria-live="polite" className="border-s-2 border-accent ps-3 text-14">
        {wish
          ? t('sentence', {
              threshold: usd(wish.threshold),
              card: cardName(card),
              amount: usd(fromCents(wish.netCents)),
              cap: usd(fromCents(wish.monthCapCents)),
            })
          : '–'}
      </p>
      <FormEnd error={failure} isPending={isPending}>
        {t(settings?.isOn ? 'agreeChange' : 'agree')}
      </FormEnd>
    </Form>
  );
}

const toTerms = ({
  threshold,
  netCents,
  monthCapCents,
}: Pick<AutoTopUp, 'threshold' | 'netCents' | 'monthCapCents'>) => ({
  ...{ threshold: toUsd(nanoUsd(threshold)), netCents, monthCapCents },
});

const toTyped = ({ threshold, netCents, monthCapCents }: NonNullable<AutoTopUpFormProps['settings']>) => ({
  threshold: toUsd(nanoUsd(threshold)),
  amount: toUsd(fromCents(netCents)),
  cap: toUsd(fromCents(monthCapCents)),
});
