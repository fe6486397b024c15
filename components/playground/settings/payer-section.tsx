'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useId } from 'react';
import { NativeSelect } from '#components/ui/native-select.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { formatBalance } from '#lib/i18n/format.ts';
import type { Column } from '#lib/playground/document.ts';
import { useLatestRun, usePlayground } from '../state/playground-context.tsx';
import { Section } from './settings-panel.tsx';

/** Chooses the key whose limits and caps apply, or the free sandbox. */
export function PayerSection({ column }: { column: Column }) {
  const t = useTranslations('playground.payer');
  const locale = useLocale();
  const id = useId();
  const { data, drafts } = usePlayground();
  const run = useLatestRun(column.id);
  const { payer } = column;
  const chosen = payer === 'sandbox' ? payer : payer.keyId;
  const key = data.keys.find((one) => one.id === chosen);
  const choose = (value: string) =>
    drafts.edit({ type: 'setPayer', columnId: column.id, payer: value === 'sandbox' ? value : { keyId: value } });
  return (
    <Section title={t('title')}>
      <NativeSelect
        aria-label={t('title')}
        aria-describedby={id}
        value={chosen}
        onChange={(event) => choose(event.target.value)}
        className="w-full"
      >
        <option value="sandbox">{t('sandbox')}</option>
        {data.keys.map(({ id: keyId, name, hint }) => (
          <option key={keyId} value={keyId}>{`${name} (${hint})`}</option>
        ))}
      </NativeSelect>
      <p id={id} className="text-12 text-ink-muted">
        {key === undefined && t('sandboxText')}
        {key?.mode === 'test' && t('testText')}
        {key?.mode === 'live' && t('liveText', { available: formatBalance(locale, run?.balance ?? data.available) })}{' '}
        {data.keys.length === 0 && <TextLink href="/keys#create">{t('createKey')}</TextLink>}
      </p>
    </Section>
  );
}
