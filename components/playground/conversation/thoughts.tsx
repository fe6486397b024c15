'use client';

import { useTranslations } from 'next-intl';

/** Reasoning is collapsed, because it is not part of the answer. */
export function Thoughts({ text, isOpen = false }: { text: string; isOpen?: boolean }) {
  const t = useTranslations('playground');
  if (text === '') return null;
  return (
    <details open={isOpen} className="text-13 text-ink-muted">
      <summary className="w-fit cursor-pointer rounded-tick hover:text-ink">{t('thoughts')}</summary>
      <p
        dir="auto"
        className="mt-1 max-h-80 overflow-y-auto whitespace-pre-wrap border-hairline-strong border-s-2 ps-3"
      >
        {text}
      </p>
    </details>
  );
}
