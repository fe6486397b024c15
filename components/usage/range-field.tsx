'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { findRange, formatRange, type Range } from '#lib/usage/time/range.ts';
import { LabelledSelect } from './labelled-select.tsx';

const OFFERED = ['24h', '7d', '30d', '90d', '12mo', 'this-week', 'last-week', 'this-month', 'last-month'] as const;
const OWN = 'own';
const CHOICES = [...OFFERED, OWN] as const;
type Offered = (typeof OFFERED)[number];

interface RangeFieldProps {
  range: Range;
  onChange: (range: Range) => void;
}

/** A preset range, or a first and last day. */
export function RangeField({ range, onChange }: RangeFieldProps) {
  const t = useTranslations('usage.ranges');
  const text = formatRange(range);
  const known = OFFERED.find((offered) => offered === text);
  const [isOwn, setOwn] = useState(false);
  const choose = (chosen: Offered | typeof OWN) => {
    setOwn(chosen === OWN);
    const next = findRange(chosen);
    if (next) onChange(next);
  };
  return (
    <>
      <LabelledSelect
        label={t('label')}
        value={isOwn || !known ? OWN : known}
        options={CHOICES.map((value) => ({ value, label: t(value) }))}
        onChoose={choose}
      />
      {(isOwn || !known) && <Days key={text} range={range} onChange={onChange} />}
    </>
  );
}

const FORMAT = /^20\d\d-\d\d-\d\d$/;

function Days({ range, onChange }: RangeFieldProps) {
  const t = useTranslations('usage.ranges');
  const [days, setDays] = useState(range.kind === 'days' ? range : { from: '', to: '' });
  const found = FORMAT.test(days.from) && FORMAT.test(days.to) ? findRange(`${days.from}..${days.to}`) : null;
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (found) onChange(found);
  };
  return (
    <form onSubmit={apply} className="flex flex-wrap items-end gap-2 max-sm:col-span-full">
      {(['from', 'to'] as const).map((end) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the input is inside
        <label key={end} className="grid min-w-0 gap-1 text-12 text-ink-muted max-sm:grow">
          {t(end)}
          <Input
            type="date"
            value={days[end]}
            onChange={({ target }) => setDays({ ...days, [end]: target.value })}
            className="h-8 touch:h-11"
          />
        </label>
      ))}
      <Button type="submit" disabled={!found}>
        {t('apply')}
      </Button>
    </form>
  );
}
