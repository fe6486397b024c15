'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { TextLink } from '#components/ui/text-link.tsx';
import type { Effect } from '#lib/playground/parameters/effects.ts';

/** Request parameters that the model ignores, changes or rejects, shown before sending. */
export function EffectList({ effects }: { effects: readonly Effect[] }) {
  const t = useTranslations('playground.effects');
  if (effects.length === 0) return null;
  return (
    <div className="grid gap-1 rounded-control bg-warning-soft px-2.5 py-2 text-12 forced-colors:border">
      <ul className="grid gap-1">
        {effects.map(({ parameter, effect, instead }) => (
          <li key={parameter + effect} className="flex gap-1.5">
            <TriangleAlert aria-hidden className="mt-0.5 size-3 shrink-0 text-warning" />
            <span>
              <code className="font-mono">{parameter}</code>{' '}
              {effect === 'lowered' && instead ? t('loweredTo', { value: instead }) : t(effect)}
            </span>
          </li>
        ))}
      </ul>
      <TextLink href="/docs/compatibility">{t('why')}</TextLink>
    </div>
  );
}
