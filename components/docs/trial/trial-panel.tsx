'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import type { AccountTrial } from '#lib/docs/account-trials.ts';
import type { TrialChoices } from '#lib/docs/reader.ts';
import { KeyChoice, ReceiptChoice } from './choices.tsx';
import { DraftTrial } from './draft-trial.tsx';
import type { AccountSubject, TrialProps } from './trial.tsx';
import { TrialFrame } from './trial-frame.tsx';
import { TRY_URL, UNAUTHENTICATED, useExchange } from './use-exchange.ts';

/** Sends a request and shows the answer. The browser never sees a key, because the session authorises the call. */
export function TrialPanel({ subject }: TrialProps) {
  return subject.kind === 'account' ? <AccountTrialPanel {...subject} /> : <DraftTrial subject={subject} />;
}

/** A call about the reader's account. The reader chooses among the account's keys or receipts. */
function AccountTrialPanel({ call, example }: Omit<AccountSubject, 'kind'>) {
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

/** The reader's choices; null when signed out, undefined while loading. Reloaded when the tab is shown again. */
function useChoices(call: AccountTrial): TrialChoices | null | undefined {
  const [choices, setChoices] = useState<TrialChoices | null>();
  useEffect(() => {
    const own = new AbortController();
    const read = async () => {
      const answer = await ask(call, own.signal);
      if (!own.signal.aborted) setChoices(answer);
    };
    void read();
    window.addEventListener('focus', read, { signal: own.signal });
    return () => own.abort();
  }, [call]);
  return choices;
}

/** A network failure counts as signed out, as in `useReader`. */
const ask = (call: AccountTrial, signal: AbortSignal): Promise<TrialChoices | null> =>
  fetch(`${TRY_URL}/${call}`, { signal })
    .then((reply) => reply.json() as Promise<{ choices: TrialChoices | null }>)
    .then(({ choices }) => choices)
    .catch(() => null);
