import { useLocale, useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '#components/ui/button.tsx';
import { NativeSelect } from '#components/ui/native-select.tsx';
import { CATALOG } from '#lib/models/catalog.ts';
import type { Model } from '#lib/models/model.ts';

interface PairFormProps {
  models: readonly [Model, Model];
  /** Other query parameters to keep. */
  kept: URLSearchParams;
}

/** A native GET form, so that the resulting page has a URL to share. */
export function PairForm({ models: [first, second], kept }: PairFormProps) {
  const t = useTranslations('compare');
  return (
    <form action={`/${useLocale()}/models/compare`} className="mb-10 flex flex-wrap items-end gap-3">
      <ModelField name="a" label={t('first')} model={first} />
      <ModelField name="b" label={t('second')} model={second} />
      {[...kept].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" variant="primary">
        {t('submit')}
      </Button>
    </form>
  );
}

function ModelField({ name, label, model }: { name: string; label: string; model: Model }) {
  const id = useId();
  return (
    <div className="grid gap-1 max-sm:w-full">
      <label htmlFor={id} className="text-13 text-ink-muted">
        {label}
      </label>
      <NativeSelect key={model.id} id={id} name={name} defaultValue={model.id} className="sm:w-56">
        {CATALOG.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}
