'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { NativeSelect } from '#components/ui/native-select.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { TrialChoices } from '#lib/docs/reader.ts';
import { formatRelative } from '#lib/i18n/format.ts';

interface ReceiptChoiceProps {
  requests: TrialChoices['requests'];
  id: string;
  onChoose: (id: string) => void;
}

/** Chooses the receipt to fetch: any by its id, or the latest from a list. */
export function ReceiptChoice({ requests, id, onChoose }: ReceiptChoiceProps) {
  const t = useTranslations('trial');
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t('receipt')} className="min-w-0">
        <Input
          value={id}
          onChange={(event) => onChoose(event.target.value.trim())}
          spellCheck={false}
          autoComplete="off"
          className="font-mono text-13"
        />
      </Field>
      <RecentRequests requests={requests} id={id} onChoose={onChoose} />
    </div>
  );
}

function RecentRequests({ requests, id, onChoose }: ReceiptChoiceProps) {
  const t = useTranslations('trial');
  const locale = useLocale();
  if (requests.length === 0) return <p className="self-end text-13 text-ink-muted">{t('noRequests')}</p>;
  const isListed = requests.some(({ requestId }) => requestId === id);
  const now = new Date();
  return (
    <Field label={t('recent')} className="min-w-0">
      <NativeSelect value={isListed ? id : ''} onChange={(event) => onChoose(event.target.value)} className="w-full">
        {!isListed && <option value="">{t('another')}</option>}
        {requests.map(({ requestId, model, createdAt }) => (
          <option key={requestId} value={requestId}>
            {`${model} · ${formatRelative(locale, new Date(createdAt), now)}`}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}

interface KeyChoiceProps {
  keys: TrialChoices['keys'];
  id: string;
  onChoose: (id: string) => void;
}

/** Chooses a key by its name and the end of its secret. */
export function KeyChoice({ keys, id, onChoose }: KeyChoiceProps) {
  const t = useTranslations('trial');
  if (keys.length === 0) {
    return (
      <p className="text-13">
        {t('noKeys')} <TextLink href="/keys">{t('toKeys')}</TextLink>
      </p>
    );
  }
  return (
    <Field label={t('key')} hint={t('keyText')}>
      <NativeSelect value={id} onChange={(event) => onChoose(event.target.value)} className="w-full max-w-md">
        {keys.map((key) => (
          <option key={key.id} value={key.id}>
            {`${key.name} (${key.hint})`}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}
