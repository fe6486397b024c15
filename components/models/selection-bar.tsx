'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { ModelRow } from '#lib/docs/model-rows.ts';
import { Link } from '#lib/i18n/navigation.ts';

interface SelectionBarProps {
  /** The number of rows that match the filter. */
  count: number;
  /** In the order of selection. */
  selected: readonly ModelRow[];
  onClear: () => void;
}

/** The number of models shown, and actions for the selected ones. It is always there, so the table does not move. */
export function SelectionBar({ count, selected, onClear }: SelectionBarProps) {
  const t = useTranslations('models');
  const [first, second] = selected;
  return (
    <div className="mb-2 flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 text-13 text-ink-muted">
      <p aria-live="polite" className="me-2">
        {t('count', { count })}
        {first && ` · ${t('selected', { count: selected.length })}`}
      </p>
      {first && (
        <>
          <CopyButton
            isLabelShown
            variant="secondary"
            text={selected.map(({ apiId }) => apiId).join('\n')}
            label={t('copyIds', { count: selected.length })}
          />
          {second && selected.length === 2 ? (
            <Button asChild>
              <Link href={`/models/compare?a=${first.id}&b=${second.id}`} prefetch={false}>
                {t('compare')}
              </Link>
            </Button>
          ) : (
            <span>{t('compareHint')}</span>
          )}
          <Button variant="ghost" onClick={onClear}>
            {t('clearSelection')}
          </Button>
        </>
      )}
    </div>
  );
}
