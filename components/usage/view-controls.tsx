'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Label } from '#components/ui/field.tsx';
import type { UsagePage } from '#lib/usage/queries/usage-page.ts';
import { UNITS } from '#lib/usage/time/buckets.ts';
import { DIMENSIONS, type Dimension, METRIC_TRAITS, METRICS } from '#lib/usage/view/vocabulary.ts';
import { FilterFields } from './filter-field.tsx';
import { LabelledSelect } from './labelled-select.tsx';
import { RangeField } from './range-field.tsx';
import { useDimensionName } from './use-group-name.ts';
import { useView } from './use-view.ts';

type ViewControlsProps = Pick<UsagePage, 'suggestions' | 'names'>;

const NONE = '';

/** Controls of the page's view. All are in the URL, so a view can be saved and shared. */
export function ViewControls({ suggestions, names }: ViewControlsProps) {
  const t = useTranslations('usage');
  const states = useTranslations('states');
  const dimensionName = useDimensionName();
  const { state, change, isPending } = useView();
  const { range, per, metric, by, thenBy, top, isCumulative, compare } = state;
  const tags = new Set(
    (suggestions.tag ?? []).map(({ value }) => `tag:${value.slice(0, value.indexOf('='))}` as const),
  );
  const dimensions = [...new Set<Dimension>([...DIMENSIONS, ...tags, ...(by === 'none' ? [] : [by])])];
  const named = dimensions.map((value) => ({ value, label: dimensionName(value) }));
  return (
    <search aria-label={t('controls')} className="grid gap-3 pb-8">
      <div className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
        <RangeField range={range} onChange={(next) => change({ range: next })} />
        <LabelledSelect
          label={t('per.label')}
          value={per ?? NONE}
          options={[
            { value: NONE, label: t('per.auto') },
            ...UNITS.map((value) => ({ value, label: t(`per.${value}`) })),
          ]}
          onChoose={(value) => change({ per: value || null })}
        />
        <LabelledSelect
          label={t('metrics.label')}
          value={metric}
          options={METRICS.map((value) => ({ value, label: t(`metrics.${value}`) }))}
          onChoose={(value) => change({ metric: value })}
        />
        <LabelledSelect
          label={t('dimensions.by')}
          value={by}
          options={[{ value: 'none' as const, label: t('dimensions.none') }, ...named]}
          onChoose={(value) => change({ by: value, ...(value === thenBy || value === 'none' ? { thenBy: null } : {}) })}
        />
        {by !== 'none' && (
          <>
            <LabelledSelect
              label={t('dimensions.then')}
              value={thenBy ?? NONE}
              options={[{ value: NONE, label: t('dimensions.none') }, ...named.filter(({ value }) => value !== by)]}
              onChoose={(value) => change({ thenBy: value || null })}
            />
            <LabelledSelect
              label={t('top')}
              value={String(top)}
              options={['1', '2', '3', '4', '5', '6', '7'].map((value) => ({ value, label: value }))}
              onChoose={(value) => change({ top: Number(value) })}
            />
          </>
        )}
        <Toggle isOn={compare !== null} onChange={(isOn) => change({ compare: isOn ? 'previous' : null })}>
          {t('compare')}
        </Toggle>
        {METRIC_TRAITS[metric].isSum && (
          <Toggle isOn={isCumulative} onChange={(isOn) => change({ isCumulative: isOn || null })}>
            {t('cumulative')}
          </Toggle>
        )}
      </div>
      <FilterFields state={state} suggestions={suggestions} names={names} onChange={change} />
      <p role="status" className="sr-only">
        {isPending && states('loading')}
      </p>
    </search>
  );
}

interface ToggleProps {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  children: ReactNode;
}

function Toggle({ isOn, onChange, children }: ToggleProps) {
  const id = useId();
  return (
    <span className="flex h-8 items-center gap-2 touch:h-11">
      <Checkbox id={id} checked={isOn} onCheckedChange={onChange} />
      <Label htmlFor={id} className="font-normal">
        {children}
      </Label>
    </span>
  );
}
