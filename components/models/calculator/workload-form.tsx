'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { CACHE_FIELDS, WORKLOAD_PRESETS, type WorkloadField, type WorkloadPreset } from '#lib/billing/workload.ts';
import { WORKLOAD_KEYS, type WorkloadReading, withWorkload, workloadText } from '#lib/billing/workload-query.ts';

interface WorkloadFormProps {
  query: URLSearchParams;
  reading: WorkloadReading;
  onChange: (change: (current: URLSearchParams) => URLSearchParams) => void;
}

const PRESETS = Object.keys(WORKLOAD_PRESETS) as WorkloadPreset[];

export function WorkloadForm({ query, reading, onChange }: WorkloadFormProps) {
  const t = useTranslations('calculator');
  const faultId = useId();
  const field = (name: WorkloadField) => (
    <CountField
      name={name}
      text={workloadText(query, name)}
      faultId={!reading.isValid && reading.fields.includes(name) ? faultId : undefined}
      onChange={(text) =>
        onChange((current) => {
          current.set(WORKLOAD_KEYS[name], text);
          return current;
        })
      }
    />
  );
  return (
    <form onSubmit={(event) => event.preventDefault()} className="grid max-w-md content-start gap-4">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="mb-2 text-13 text-ink-muted">{t('presets')}</legend>
        {PRESETS.map((preset) => (
          <Button key={preset} onClick={() => onChange((current) => withWorkload(current, WORKLOAD_PRESETS[preset]))}>
            {t(`presetNames.${preset}`)}
          </Button>
        ))}
      </fieldset>
      {field('prompt')}
      <fieldset className="grid gap-3 border-s-2 ps-4">
        <legend className="mb-2 text-13 text-ink-muted">{t('ofThat')}</legend>
        {CACHE_FIELDS.map((name) => (
          <div key={name}>{field(name)}</div>
        ))}
      </fieldset>
      {field('output')}
      {field('requestsPerDay')}
      <p id={faultId} role="alert" className="text-13 text-danger empty:hidden">
        {reading.isValid ? '' : t(`faults.${reading.fault}`)}
      </p>
    </form>
  );
}

interface CountFieldProps {
  name: WorkloadField;
  text: string;
  /** Id of the element with the error message. */
  faultId: string | undefined;
  onChange: (text: string) => void;
}

function CountField({ name, text, faultId, onChange }: CountFieldProps) {
  const t = useTranslations('calculator.fields');
  const id = useId();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_8rem] items-center gap-x-4">
      <label htmlFor={id} className="text-14">
        {t(name)}
      </label>
      <Input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        aria-invalid={faultId ? true : undefined}
        aria-describedby={faultId}
        onChange={(event) => onChange(event.target.value)}
        className="figures text-end touch:h-11"
      />
    </div>
  );
}
