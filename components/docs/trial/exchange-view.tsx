'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { Exchange } from './use-exchange.ts';

/** Status, headers and body of an answer. Screen readers announce the status and the end, not every chunk. */
export function ExchangeView({ exchange }: { exchange: Exchange }) {
  const t = useTranslations('trial');
  const { phase, status, headers, text, durationMs } = exchange;
  return (
    <div className="mt-4 empty:hidden" data-phase={phase}>
      <p role="status" className="flex flex-wrap items-center gap-2 text-13 text-ink-muted">
        {phase === 'sending' && t('sending')}
        {phase === 'failed' && <span className="text-danger">{t('failed')}</span>}
        {status !== null && <Badge variant={status < 400 ? 'success' : 'danger'}>{status}</Badge>}
        {phase === 'done' && durationMs !== null && <span className="figures">{`${durationMs} ms`}</span>}
      </p>
      {headers.length > 0 && (
        <details className="mt-3 text-13">
          <summary className="w-fit cursor-pointer rounded-tick text-ink-muted hover:text-ink">{t('headers')}</summary>
          <dl translate="no" className="mt-2 grid gap-x-4 font-mono text-12 sm:grid-cols-[max-content_minmax(0,1fr)]">
            {headers.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-ink-muted">{name}</dt>
                <dd className="[overflow-wrap:anywhere] max-sm:mb-1.5">{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {text && (
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be focusable
          tabIndex={0}
          aria-label={t('answer')}
          className="mt-3 max-h-96 overflow-auto rounded-panel bg-sunken p-3"
        >
          <pre translate="no" className="whitespace-pre-wrap font-mono text-12 [overflow-wrap:anywhere]">
            {text}
          </pre>
        </section>
      )}
    </div>
  );
}
