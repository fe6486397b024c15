'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useId, useRef, useState } from 'react';
import { Form } from '#components/auth/form.tsx';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field, FormError, Label } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import type { NanoUsd } from '#lib/billing/money.ts';
import { formatExactUsd } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { fromCents, MAX_TOP_UP_CENTS, MIN_TOP_UP_CENTS, PRESETS_CENTS } from '#lib/stripe/rules/cents.ts';
import { TopUpSum } from './top-up-sum.tsx';
import { readTypedCents } from './typed-cents.ts';
import { useLeave } from './use-leave.ts';

interface Wish {
  netCents: number;
  savesCard: boolean;
  locale: Locale;
}

interface TopUpFormProps {
  debt: NanoUsd;
  hasTax: boolean;
  /** A card can be kept for automatic top-ups. */
  keepsCards: boolean;
  onStart: (page: RenderedFor, wish: Wish) => Promise<ActionResult<{ url: string }>>;
}

const OWN = 'own';
const SUGGESTED_CENTS = 25_00;

/** The amount to add, with the total price before the order. */
export function TopUpForm({ debt, hasTax, keepsCards, onStart }: TopUpFormProps) {
  const t = useTranslations('billing.topUp');
  const locale = useLocale();
  const id = useId();
  const ownField = useRef<HTMLInputElement>(null);
  const [choice, setChoice] = useState(String(SUGGESTED_CENTS));
  const [typed, setTyped] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [savesCard, setSavesCard] = useState(false);
  const { leave, isPending, failure } = useLeave<Omit<Wish, 'locale'>>(usePageAction(onStart));
  const usd = (cents: number) => formatExactUsd(locale, fromCents(cents));
  const netCents = choice === OWN ? readTypedCents(typed) : Number(choice);
  const bounds = { least: usd(MIN_TOP_UP_CENTS), most: usd(MAX_TOP_UP_CENTS) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (netCents !== null) void leave({ netCents, savesCard });
    else ownField.current?.focus();
  };
  return (
    <Form onSubmit={submit} className="max-w-xl gap-5">
      <fieldset className="grid gap-2">
        <legend className="pb-2 font-medium text-13">{t('amount')}</legend>
        <div className="grid grid-cols-3 gap-2 sm:grid-cols-6">
          {[...PRESETS_CENTS.map(String), OWN].map((value) => (
            <label
              key={value}
              className="relative grid h-12 cursor-pointer place-items-center rounded-control border border-control-line bg-raised px-1 text-center text-14 transition-colors hover:border-ink-faint has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
            >
              <input
                type="radio"
                name={`${id}-amount`}
                value={value}
                checked={choice === value}
                onChange={() => setChoice(value)}
                className="absolute inset-0 cursor-pointer opacity-0"
              />
              <span className="figures">{value === OWN ? t('own') : usd(Number(value))}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {choice === OWN && (
        <Field
          label={t('ownAmount')}
          hint={t('ownHint', bounds)}
          error={isChecked && netCents === null && t('ownWrong', bounds)}
          className="max-w-56"
        >
          <Input
            ref={ownField}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            inputMode="decimal"
            autoComplete="off"
            className="figures"
          />
        </Field>
      )}
      <TopUpSum netCents={netCents} debt={debt} hasTax={hasTax} />
      {keepsCards && (
        <div className="flex items-start gap-2">
          <Checkbox id={`${id}-save`} checked={savesCard} onCheckedChange={setSavesCard} className="mt-0.5" />
          <div className="grid gap-0.5">
            <Label htmlFor={`${id}-save`} className="tap-target">
              {t('saveCard')}
            </Label>
            <p className="text-13 text-ink-muted">{t('saveCardHint')}</p>
          </div>
        </div>
      )}
      <FormError>{failure}</FormError>
      <div>
        <SubmitButton isPending={isPending}>{t('submit')}</SubmitButton>
      </div>
    </Form>
  );
}
