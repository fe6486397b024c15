'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input, Textarea } from '#components/ui/input.tsx';
import { OpenInPlayground } from '../open-in-playground.tsx';
import { useReader } from '../use-reader.ts';
import type { DraftSubject } from './trial.tsx';
import { TrialFrame } from './trial-frame.tsx';
import { TRY_URL, UNAUTHENTICATED, useExchange } from './use-exchange.ts';

/** An editable request: a body for the sandbox, or the URL of a call that needs no key. */
export function DraftTrial({ subject }: { subject: DraftSubject }) {
  const t = useTranslations('trial');
  const isChat = subject.kind === 'chat';
  const [draft, setDraft] = useState(isChat ? subject.body : subject.address);
  const { exchange, send, stop } = useExchange();
  const reader = useReader();

  const isStranger = isChat && (reader === null || exchange.status === UNAUTHENTICATED);
  const sendDraft = () =>
    send(isChat ? { url: TRY_URL, method: 'post', body: draft } : { url: draft, method: subject.method });
  const sendByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || isStranger) return;
    event.preventDefault();
    sendDraft();
  };
  return (
    <TrialFrame
      intro={isChat ? t('chat') : t('public')}
      exchange={exchange}
      isStranger={isStranger}
      isReady={!isChat || reader !== undefined}
      onSend={sendDraft}
      onStop={stop}
      more={isChat && <OpenInPlayground body={draft} />}
    >
      <Draft subject={subject} value={draft} onChange={setDraft} onKeyDown={sendByKey} />
    </TrialFrame>
  );
}

interface DraftProps {
  subject: DraftSubject;
  value: string;
  onChange: (value: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function Draft({ subject, value, onChange, onKeyDown }: DraftProps) {
  const t = useTranslations('trial');
  const isChat = subject.kind === 'chat';
  const written = { value, onKeyDown, spellCheck: false, autoComplete: 'off', className: 'py-2 font-mono text-13' };
  return (
    <Field label={isChat ? t('body') : t('address')}>
      {isChat ? (
        <Textarea
          {...written}
          onChange={(event) => onChange(event.target.value)}
          rows={Math.min(20, value.split('\n').length + 1)}
        />
      ) : (
        <Input {...written} onChange={(event) => onChange(event.target.value)} readOnly={subject.isFixed} />
      )}
    </Field>
  );
}
