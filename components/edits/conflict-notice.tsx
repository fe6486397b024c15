'use client';

import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { bringIntoSight } from '#components/ui/field.tsx';
import type { Conflict } from './use-edit.ts';

interface ConflictNoticeProps<T extends object> {
  edit: { conflict: Conflict<T> | null; accept: () => Partial<T> };
  /** Label of a field, and a value as text. */
  nameOf: (field: keyof T) => string;
  textOf: <F extends keyof T>(field: F, value: T[F]) => string;
  /** Saves the form's values over the others' changes. */
  onSave: () => void;
  /** Puts the others' values into the form. */
  onTake: (theirs: Partial<T>) => void;
}

/** Changes that others saved since a form was opened, and the choice between both versions. */
export function ConflictNotice<T extends object>({ edit, nameOf, textOf, onSave, onTake }: ConflictNoticeProps<T>) {
  const t = useTranslations('common.meanwhile');
  const { conflict, accept } = edit;
  const fields = Object.keys(conflict?.current ?? {}) as (keyof T)[];
  const shown = (field: keyof T, values: Partial<T>) => () => (
    <strong className="figures font-medium">{textOf(field, values[field] as T[keyof T]) || t('empty')}</strong>
  );
  const keep = () => {
    accept();
    onSave();
  };
  return (
    <div role="alert" data-slot="meanwhile" className="empty:hidden">
      {conflict && (
        <div
          ref={bringIntoSight}
          className="grid gap-3 rounded-control bg-warning-soft px-3 py-2.5 text-13 text-ink forced-colors:border"
        >
          <p>{t('text')}</p>
          <dl className="grid gap-2">
            {fields.map((field) => (
              <div key={String(field)}>
                <dt className="font-medium">{nameOf(field)}</dt>
                <dd className="wrap-anywhere">
                  {t.rich('values', {
                    before: shown(field, conflict.before),
                    current: shown(field, conflict.current),
                    mine: shown(field, conflict.mine),
                  })}
                </dd>
              </div>
            ))}
          </dl>
          <div className="flex flex-wrap gap-2">
            <Button onClick={choosing(keep)}>{t('keep')}</Button>
            <Button onClick={choosing(() => onTake(accept()))}>{t('take')}</Button>
          </div>
        </div>
      )}
    </div>
  );
}

/** The buttons disappear with the choice, so the parent element takes their focus. */
const choosing =
  (choose: () => void) =>
  ({ currentTarget }: MouseEvent) => {
    const around = currentTarget.closest('form, li');
    around?.querySelector<HTMLElement>('[type=submit], [role=combobox]')?.focus();
    choose();
  };
