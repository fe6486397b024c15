'use client';

import { ChevronDown, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { GroupNames, Suggestions } from '#lib/usage/queries/usage-page.ts';
import type { ViewState } from '#lib/usage/view/parsers.ts';
import { type Dimension, ENDPOINTS, MODES, OUTCOMES } from '#lib/usage/view/vocabulary.ts';
import { LabelledSelect } from './labelled-select.tsx';
import { useGroupName } from './use-group-name.ts';
import type { ViewChange } from './use-view.ts';

const FIELDS = ['model', 'key', 'member', 'tag', 'endpoint', 'mode', 'outcome', 'status'] as const;
export type FilterField = (typeof FIELDS)[number];
export type FilterState = Pick<ViewState, FilterField>;

interface FilterFieldsProps {
  state: FilterState;
  suggestions: Suggestions;
  names: GroupNames;
  onChange: (change: ViewChange) => void;
}

const FIXED: Partial<Record<FilterField, readonly string[]>> = {
  endpoint: ENDPOINTS,
  mode: MODES,
  outcome: OUTCOMES,
  status: ['2xx', '4xx', '5xx'],
};

/** The filters: each selected value, and a panel to select more. */
export function FilterFields({ state, suggestions, names, onChange }: FilterFieldsProps) {
  const t = useTranslations('usage.filters');
  const [isOpen, setOpen] = useState(false);
  const nameOf = useValueName(names);
  const chosen = FIELDS.flatMap((field) => (state[field] as string[]).map((value) => ({ field, value })));
  const setValues = (field: FilterField, values: readonly string[]) => onChange({ [field]: values } as ViewChange);
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="ghost" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('title')} <ChevronDown aria-hidden className={isOpen ? 'rotate-180' : ''} />
        </Button>
        {chosen.map(({ field, value }) => (
          <Button
            key={`${field}:${value}`}
            aria-label={t('remove', { field: t(`fields.${field}`), value: nameOf(field, value) })}
            onClick={() =>
              setValues(
                field,
                (state[field] as string[]).filter((one) => one !== value),
              )
            }
            className="max-w-full"
          >
            <span className="truncate">
              {t('chosen', { field: t(`fields.${field}`), value: nameOf(field, value) })}
            </span>
            <X aria-hidden />
          </Button>
        ))}
        {chosen.length > 1 && (
          <Button
            variant="link"
            onClick={() => onChange(Object.fromEntries(FIELDS.map((field) => [field, null])) as ViewChange)}
          >
            {t('clear')}
          </Button>
        )}
      </div>
      {isOpen && (
        <div className="grid grid-cols-2 gap-3 border-y py-3 sm:flex sm:flex-wrap">
          {FIELDS.map((field) => {
            const offered = offeredOf(field, suggestions).filter(
              (value) => !(state[field] as string[]).includes(value),
            );
            return offered.length === 0 ? null : (
              <LabelledSelect
                key={field}
                label={t(`fields.${field}`)}
                value=""
                options={[
                  { value: '', label: t('any') },
                  ...offered.map((value) => ({ value, label: nameOf(field, value) })),
                ]}
                onChoose={(value) => value && setValues(field, [...(state[field] as string[]), value])}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}

function offeredOf(field: FilterField, suggestions: Suggestions): string[] {
  const found = field in suggestions ? suggestions[field as keyof Suggestions] : undefined;
  const values = (found ?? []).map(({ value }) => value);
  return [...new Set([...(FIXED[field] ?? []), ...values])].filter((value) => value !== '');
}

function useValueName(names: GroupNames): (field: FilterField, value: string) => string {
  const nameOf = useGroupName(names);
  return (field, value) => (field === 'tag' || field === 'status' ? value : nameOf(field satisfies Dimension, value));
}
