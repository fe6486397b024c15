import { useTranslations } from 'next-intl';
import type { ViewNote } from '#lib/usage/view/read-view.ts';

/** Lists invalid parameters of the URL and the values used instead. */
export function ViewNotes({ notes }: { notes: readonly ViewNote[] }) {
  const t = useTranslations('usage.notes');
  if (notes.length === 0) return null;
  return (
    <div role="status" className="mb-6 border-warning border-s-2 ps-3 text-13">
      <ul className="grid gap-1">
        {notes.map(({ name, value, used }) => (
          <li key={`${name}=${value}`} className="wrap-anywhere">
            {used ? t('used', { name, value, used }) : t('unknown', { name, value })}
          </li>
        ))}
      </ul>
    </div>
  );
}
