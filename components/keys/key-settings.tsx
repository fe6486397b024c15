import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { limitsOf } from './key-limits.ts';
import type { KeyView } from './key-view.ts';
import { useLimitWords } from './use-limit-words.ts';

const RATES = ['requestsPerMinute', 'tokensPerMinute', 'concurrency'] as const;

/** What the key may do. Caps stand with what was spent. */
export function KeySettings({ subject }: { subject: KeyView }) {
  const t = useTranslations('keys.page');
  const { names, words } = useLimitWords('UTC');
  const limits = limitsOf(subject);
  const addresses = words.allowedIps(limits.allowedIps);
  return (
    <section aria-labelledby="key-settings" className="grid gap-3">
      <h2 id="key-settings" className="text-16">
        {t('settings')}
      </h2>
      <dl className="border-t">
        <Setting name={names.expiresAt}>{words.expiresAt(limits.expiresAt)}</Setting>
        <Setting name={names.models}>{words.models(limits.models)}</Setting>
        {RATES.map((rate) => (
          <Setting key={rate} name={names[rate]}>
            {words[rate](limits[rate])}
          </Setting>
        ))}
        <Setting name={names.allowedIps}>
          {limits.allowedIps.length > 0 ? <span className="break-all font-mono text-13">{addresses}</span> : addresses}
        </Setting>
      </dl>
    </section>
  );
}

function Setting({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 border-b py-2.5 sm:grid-cols-[14rem_1fr]">
      <dt className="text-13 text-ink-muted">{name}</dt>
      <dd className="figures min-w-0">{children}</dd>
    </div>
  );
}
