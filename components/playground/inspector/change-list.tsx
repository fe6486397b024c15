'use client';

import { useTranslations } from 'next-intl';
import { TextLink } from '#components/ui/text-link.tsx';
import type { Adjustment } from '#lib/playground/wire.ts';

/** Adjustments the gateway made to the request, with their reasons. */
export function ChangeList({ adjustments }: { adjustments: readonly Adjustment[] }) {
  const t = useTranslations('playground.changes');
  return (
    <section aria-label={t('title')} className="grid gap-1.5">
      <h3 className="font-medium text-13">{t('title')}</h3>
      {adjustments.length === 0 && <p className="text-12 text-ink-muted">{t('none')}</p>}
      <ul className="grid gap-2 text-12">
        {adjustments.map(({ param, action, reason }) => (
          <li key={param + action + reason} className="grid gap-0.5">
            <span>
              <code className="font-mono">{param}</code> <span className="text-warning">{t(action)}</span>
            </span>
            {/* The API sends these descriptions in English. */}
            <span lang="en" className="text-ink-muted">
              {reason}
            </span>
          </li>
        ))}
      </ul>
      {adjustments.length > 0 && (
        <TextLink href="/docs/compatibility" className="text-12">
          {t('docs')}
        </TextLink>
      )}
    </section>
  );
}
