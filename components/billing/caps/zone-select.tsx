'use client';

import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';

interface ZoneSelectProps {
  value: string;
  readerZone: string;
  onChange: (zone: string) => void;
}

/** The time zone of a window's reset: the reader's, UTC, or the current one. */
export function ZoneSelect({ value, readerZone, onChange }: ZoneSelectProps) {
  const t = useTranslations('billing.caps');
  const zones = [...new Set([readerZone, 'UTC', value])];
  return (
    <Field label={t('zone')} hint={t('zoneHint')}>
      <Select
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        value={value}
        onValueChange={onChange}
      />
    </Field>
  );
}
