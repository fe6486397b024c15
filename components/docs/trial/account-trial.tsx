'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { TrialChoices } from '#lib/docs/reader.ts';
import { KeyChoice } from './key-choice.tsx';
import { ReceiptChoice } from './receipt-choice.tsx';
import type { AccountSubject } from './trial.tsx';
import { TrialFrame } from './trial-frame.tsx';
import { useChoices } from './use-choices.ts';
import { TRY_URL, UNAUTHENTICATED, useExchange } from './use-exchange.ts';

/** A call about the reader's account. Which of its keys or receipts is asked for is chosen from what there is. */
export function AccountTrialPanel({ call, example }: Omit<AccountSubject, 'kind'>) {
  const t = useTranslations('trial');
  const choices = useChoices(call);
  const [chosen, setChosen] = useState<string>();
  const { exchange, send, stop } = useExchange();
  const isStranger = choices === null || exchange.status === UNAUTHENTICATED;
  const id = chosen ?? firstOf(choices) ?? example ?? '';
  const accountId = choices?.account.id;
  const isMissingKey = call === 'getKey' && choices?.keys.length === 0;
  return (
    <TrialFrame
      intro={<Intro choices={choices} />}
      exchange={exchange}
      isStranger={isStranger}
      isReady={Boolean(choices?.isAllowed) && !isMissingKey}
      onSend={() => send({ url: `${TRY_URL}/${call}`, method: 'post', body: JSON.stringify({ accountId, id }) })}
      onStop={stop}
    >
      {choices?.isAllowed === false && <p className="text-13 text-danger">{t('notAllowed')}</p>}
      {choices?.isAllowed && call === 'getKey' && <KeyChoice keys={choices.keys} id={id} onChoose={setChosen} />}
      {choices?.isAllowed && call === 'getGeneration' && (
        <ReceiptChoice requests={choices.requests} id={id} onChoose={setChosen} />
      )}
    </TrialFrame>
  );
}

const firstOf = (choices: TrialChoices | null | undefined): string | undefined =>
  choices?.keys[0]?.id ?? choices?.requests[0]?.requestId;

function Intro({ choices }: { choices: TrialChoices | null | undefined }) {
  const t = useTranslations('trial');
  if (!choices) return t('account');
  const strong = (name: ReactNode) => <strong className="font-medium text-ink">{name}</strong>;
  const { kind, name } = choices.account;
  return kind === 'personal' ? t.rich('ofPersonal', { strong }) : t.rich('ofOrganisation', { strong, name });
}
