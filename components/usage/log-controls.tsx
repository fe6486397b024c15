'use client';

import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { type FormEvent, useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { toUsd } from '#lib/billing/money.ts';
import type { LogOverview } from '#lib/usage/queries/log-page.ts';
import { LOG_PARSERS, LOG_URL_KEYS } from '#lib/usage/view/log-view.ts';
import { VIEW_PARSERS, VIEW_URL_KEYS } from '#lib/usage/view/parsers.ts';
import { FilterFields } from './filter-field.tsx';
import { RangeField } from './range-field.tsx';

const PARSERS = { ...VIEW_PARSERS, ...LOG_PARSERS };
const FIELDS = ['id', 'session', 'error', 'minCost', 'minMs'] as const;

/** Filters of the log. A change returns to the first page. */
export function LogControls({ suggestions, names }: Pick<LogOverview, 'suggestions' | 'names'>) {
  const t = useTranslations('usage.log');
  const states = useTranslations('states');
  const [isPending, startTransition] = useTransition();
  const [state, setState] = useQueryStates(PARSERS, {
    urlKeys: { ...VIEW_URL_KEYS, ...LOG_URL_KEYS },
    shallow: false,
    history: 'push',
    startTransition,
  });
  const change = (next: Partial<{ [Name in keyof typeof state]: (typeof state)[Name] | null }>) =>
    void setState({ ...next, before: null, after: null });
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const read = (name: (typeof FIELDS)[number]) => String(typed.get(name) ?? '').trim();
    change({
      id: LOG_PARSERS.id.parse(read('id')),
      session: LOG_PARSERS.session.parse(read('session')),
      error: LOG_PARSERS.error.parse(read('error')),
      minCost: LOG_PARSERS.minCost.parse(read('minCost')),
      minMs: LOG_PARSERS.minMs.parse(read('minMs')),
    });
  };
  const written = [state.id, state.session, state.error, state.minCost && toUsd(state.minCost), state.minMs].map(
    (value) => String(value ?? ''),
  );
  return (
    <search aria-label={t('controls')} className="grid gap-3 pb-6">
      <div className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
        <RangeField range={state.range} onChange={(range) => change({ range })} />
        {/* Remounted when the URL changes, so that Back also resets the fields. */}
        <form key={written.join(' ')} onSubmit={search} className="contents">
          {FIELDS.map((name, index) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: the input is inside
            <label key={name} className="grid min-w-0 gap-1 text-12 text-ink-muted">
              {t(`fields.${name}`)}
              <Input
                name={name}
                defaultValue={written[index]}
                inputMode={name === 'minCost' ? 'decimal' : name === 'minMs' ? 'numeric' : 'text'}
                autoComplete="off"
                spellCheck={false}
                className={name === 'id' ? 'sm:w-64 touch:h-11' : 'sm:w-36 touch:h-11'}
              />
            </label>
          ))}
          <Button type="submit" className="max-sm:col-span-full">
            {t('search')}
          </Button>
        </form>
      </div>
      <FilterFields state={state} suggestions={suggestions} names={names} onChange={change} />
      <p role="status" className="sr-only">
        {isPending && states('loading')}
      </p>
    </search>
  );
}
