'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useId } from 'react';
import { inputStyle } from '#components/ui/input.tsx';
import { NativeSelect } from '#components/ui/native-select.tsx';
import type { TrialChoices } from '#lib/docs/trial-choices.ts';
import { formatRelative } from '#lib/i18n/format.ts';

interface ReceiptChoiceProps {
  requests: TrialChoices['requests'];
  id: string;
  onChoose: (id: string) => void;
}

/** Which receipt is fetched: any by its id, the latest from a list. */
export function ReceiptChoice({ requests, id, onChoose }: ReceiptChoiceProps) {
  const t = useTranslations('trial');
  const controlId = useId();
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <div className="min-w-0">
        <label htmlFor={controlId} className="mb-1 block font-medium text-13">
          {t('receipt')}
        </label>
        <input
          id={controlId}
          value={id}
          onChange={(event) => onChoose(event.target.value.trim())}
          spellCheck={false}
          autoComplete="off"
          className={`${inputStyle} h-8 font-mono text-13 touch:h-9`}
        />
      </div>
      <RecentRequests requests={requests} id={id} onChoose={onChoose} />
    </div>
  );
}

function RecentRequests({ requests, id, onChoose }: ReceiptChoiceProps) {
  const t = useTranslations('trial');
  const locale = useLocale();
  const controlId = useId();
  if (requests.length === 0) return <p className="self-end text-13 text-ink-muted">{t('noRequests')}</p>;
  const isListed = requests.some(({ requestId }) => requestId === id);
  const now = new Date();
  return (
    <div className="min-w-0">
      <label htmlFor={controlId} className="mb-1 block font-medium text-13">
        {t('recent')}
      </label>
      <NativeSelect
        id={controlId}
        value={isListed ? id : ''}
        onChange={(event) => onChoose(event.target.value)}
        className="w-full"
      >
        {!isListed && <option value="">{t('another')}</option>}
        {requests.map(({ requestId, model, createdAt }) => (
          <option key={requestId} value={requestId}>
            {`${model} · ${formatRelative(locale, new Date(createdAt), now)}`}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}
