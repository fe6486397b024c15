'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useId } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field, Label } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/input.tsx';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { readTypedUsd } from '#components/ui/typed-usd.ts';
import { formatExactUsd, formatMoment } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { type DraftField, EXPIRY_PICKS, type KeyDraft, lines } from './draft.ts';
import { DraftInput, type DraftProps, FormSection } from './draft-form.tsx';
import { ModelField } from './model-field.tsx';
import { RetentionField } from './retention-field.tsx';

const CAPS = ['capTotal', 'capMonth', 'capDay'] as const;
const LIMITS = ['requestsPerMinute', 'tokensPerMinute', 'concurrency'] as const;

/** All settings of a key except its name, in six optional sections. */
export function SettingsFields(props: DraftProps) {
  const { problems } = props;
  const t = useTranslations('keys.form');
  const summaries = useSummaries(props);
  const has = (fields: readonly (keyof typeof problems)[]) => fields.some((field) => problems[field] !== undefined);
  return (
    <div>
      <FormSection title={t('expiry.label')} summary={summaries.expiry} hasProblem={has(['customExpiry'])}>
        <ExpiryFields {...props} />
      </FormSection>
      <FormSection title={t('caps.label')} summary={summaries.caps} hasProblem={has(CAPS)}>
        <Figures
          {...props}
          fields={CAPS}
          hint={t('caps.hint')}
          nameOf={(cap) => t(`caps.${cap}`)}
          inputMode="decimal"
        />
      </FormSection>
      <FormSection title={t('models.label')} summary={summaries.models} hasProblem={false}>
        <ModelField {...props} />
      </FormSection>
      <FormSection title={t('limits.label')} summary={summaries.limits} hasProblem={has(LIMITS)}>
        <Figures
          {...props}
          fields={LIMITS}
          hint={t('limits.hint')}
          nameOf={(limit) => t(`limits.${limit}`)}
          inputMode="numeric"
        />
      </FormSection>
      <FormSection title={t('ips.label')} summary={summaries.ips} hasProblem={has(['allowedIps'])}>
        <IpField {...props} />
      </FormSection>
      <FormSection title={t('usage.label')} summary={summaries.usage} hasProblem={false}>
        <UsageField {...props} />
      </FormSection>
      <FormSection title={t('retention.label')} summary={summaries.retention} hasProblem={false}>
        <RetentionField {...props} />
      </FormSection>
    </div>
  );
}

interface FiguresProps<F extends DraftField> extends DraftProps {
  fields: readonly F[];
  hint: string;
  nameOf: (field: F) => string;
  inputMode: 'decimal' | 'numeric';
}

/** Limits of one kind, side by side. An empty field means no limit. */
function Figures<F extends DraftField>({ fields, hint, nameOf, inputMode, ...draft }: FiguresProps<F>) {
  return (
    <>
      <p className="text-13 text-ink-muted">{hint}</p>
      <div className="grid items-start gap-3 sm:grid-cols-3">
        {fields.map((field) => (
          <DraftInput
            key={field}
            {...draft}
            field={field}
            label={nameOf(field)}
            inputMode={inputMode}
            placeholder="–"
            className="figures"
          />
        ))}
      </div>
    </>
  );
}

function IpField({ draft, problems, onChange }: DraftProps) {
  const t = useTranslations('keys');
  return (
    <Field
      label={t('form.ips.field')}
      hint={t('form.ips.hint')}
      error={problems.allowedIps && t(`problems.${problems.allowedIps}`)}
    >
      <Textarea
        value={draft.allowedIps}
        onChange={(event) => onChange({ allowedIps: event.target.value })}
        spellCheck={false}
        placeholder={'203.0.113.7\n2001:db8::/32'}
        className="font-mono"
      />
    </Field>
  );
}

/** The scope of the usage that the key may read through the API. */
function UsageField({ draft, onChange }: DraftProps) {
  const t = useTranslations('keys.form.usage');
  const id = useId();
  return (
    <>
      <p className="text-13 text-ink-muted">{t('hint')}</p>
      <div className="flex items-center gap-2 touch:min-h-11">
        <Checkbox
          id={id}
          checked={draft.readsAccountUsage}
          onCheckedChange={(state) => onChange({ readsAccountUsage: state === true })}
        />
        <Label htmlFor={id} className="tap-target font-normal">
          {t('field')}
        </Label>
      </div>
    </>
  );
}

/** A short summary of each section's current values. */
function useSummaries({ draft }: DraftProps) {
  const t = useTranslations('keys.form');
  const locale = useLocale();
  // Not `type: 'unit'`, which separates by a space in Japanese and by nothing in Chinese.
  const list = new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' });
  const filled = <F extends keyof KeyDraft & string>(fields: readonly F[]) =>
    fields.filter((field) => String(draft[field]).trim() !== '');
  const caps = filled(CAPS).map((field) => `${t(`caps.${field}`)} ${shownCap(draft[field], locale)}`);
  return {
    expiry: customMoment(draft, locale) ?? t(`expiry.${draft.expiry}`),
    caps: caps.length > 0 ? list.format(caps) : t('caps.none'),
    models: t('models.summary', { count: draft.models.length }),
    limits: t('limits.summary', { count: filled(LIMITS).length }),
    retention: t(`retention.${draft.retention ?? 'account'}`),
    ips: t('ips.summary', { count: lines(draft.allowedIps).length }),
    usage: t(draft.readsAccountUsage ? 'usage.account' : 'usage.own'),
  };
}

function customMoment({ expiry, customExpiry }: KeyDraft, locale: Locale): string | null {
  const moment = new Date(customExpiry);
  return expiry !== 'custom' || Number.isNaN(moment.getTime()) ? null : formatMoment(locale, moment);
}

/** Formats an amount as money, or returns the typed text when it is not a valid amount. */
function shownCap(text: string, locale: Locale): string {
  const cap = readTypedUsd(text);
  return cap == null ? text : formatExactUsd(locale, cap);
}

function ExpiryFields(props: DraftProps) {
  const { draft, onChange } = props;
  const t = useTranslations('keys.form.expiry');
  const id = useId();
  return (
    <>
      <span id={id} className="sr-only">
        {t('label')}
      </span>
      <RadioGroup
        aria-labelledby={id}
        value={draft.expiry}
        onValueChange={(value) => onChange({ expiry: EXPIRY_PICKS.find((pick) => pick === value) ?? 'never' })}
        className="grid-cols-2 sm:grid-cols-3"
      >
        {EXPIRY_PICKS.map((pick) => (
          <Radio key={pick} value={pick} label={t(pick)} />
        ))}
      </RadioGroup>
      {draft.expiry === 'custom' && (
        <DraftInput {...props} field="customExpiry" type="datetime-local" label={t('moment')} hint={t('zone')} />
      )}
    </>
  );
}
