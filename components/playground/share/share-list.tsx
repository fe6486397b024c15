import { useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { formatRelative } from '#lib/i18n/format.ts';
import type { ShareSummary } from '#lib/playground/share/rules.ts';

interface ShareListProps {
  shares: readonly ShareSummary[];
  onRevoke: (id: string) => void;
}

/** Active links, each with a button to revoke it. */
export function ShareList({ shares, onRevoke }: ShareListProps) {
  const t = useTranslations('playground.share');
  const drafts = useTranslations('playground.drafts');
  const locale = useLocale();
  const now = new Date();
  if (shares.length === 0) return null;
  return (
    <section aria-label={t('list')} className="grid gap-1">
      <h3 className="font-medium text-13">{t('list')}</h3>
      <ul className="divide-y border-y">
        {shares.map(({ id, name, createdAt, expiresAt, views, by }) => {
          const title = name || drafts('untitled');
          return (
            <li key={id} className="flex items-center justify-between gap-3 py-2">
              <span className="grid min-w-0">
                <span className="truncate text-13">{by ? t('of', { name: title, by }) : title}</span>
                <span className="text-12 text-ink-muted">
                  {t('about', {
                    created: formatRelative(locale, createdAt, now),
                    expires: formatRelative(locale, expiresAt, now),
                    count: views,
                  })}
                </span>
              </span>
              <Button aria-label={t('revokeOf', { name: title })} onClick={() => onRevoke(id)}>
                {t('revoke')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
