'use client';

import { Send, Square } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { inputStyle } from '#components/ui/input.tsx';
import { useReader } from '../use-reader.ts';
import { ExchangeView } from './exchange-view.tsx';
import { SignInToTry } from './sign-in-to-try.tsx';
import { TRIAL_ID, type TrialProps } from './trial.tsx';
import { useExchange } from './use-exchange.ts';

const TRY_URL = '/api/docs/try';
const UNAUTHENTICATED = 401;

/** A request to edit and send, and what comes back. The browser never sees a key: the session stands for it. */
export function TrialPanel({ subject }: TrialProps) {
  const t = useTranslations('trial');
  const isChat = subject.kind === 'chat';
  const [draft, setDraft] = useState(isChat ? subject.body : subject.address);
  const { exchange, send, stop } = useExchange();
  const reader = useReader();
  const panel = useRef<HTMLElement>(null);
  const titleId = useId();
  // The button that opened the panel is gone, and the focus with it.
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);

  const isUnderWay = exchange.phase === 'sending' || exchange.phase === 'receiving';
  const isStranger = isChat && (reader === null || exchange.status === UNAUTHENTICATED);
  const sendDraft = () =>
    send(isChat ? { url: TRY_URL, method: 'post', body: draft } : { url: draft, method: subject.method });
  const sendByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || isStranger) return;
    event.preventDefault();
    sendDraft();
  };
  return (
    <section ref={panel} tabIndex={-1} aria-labelledby={titleId} className="rounded-panel border p-4 outline-none">
      <h3 id={titleId} className="text-16">
        {t('title')}
      </h3>
      <p className="mt-1 mb-3 text-13 text-ink-muted">{isChat ? t('chat') : t('public')}</p>
      <Draft subject={subject} value={draft} onChange={setDraft} onKeyDown={sendByKey} />
      {isStranger ? (
        <SignInToTry returnTo={TRIAL_ID} />
      ) : (
        <div className="mt-3 flex gap-2">
          <Button variant="primary" disabled={isUnderWay || (isChat && reader === undefined)} onClick={sendDraft}>
            <Send aria-hidden />
            {t('send')}
          </Button>
          {isUnderWay && (
            <Button onClick={stop}>
              <Square aria-hidden />
              {t('stop')}
            </Button>
          )}
        </div>
      )}
      <ExchangeView exchange={exchange} />
    </section>
  );
}

interface DraftProps extends TrialProps {
  value: string;
  onChange: (value: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function Draft({ subject, value, onChange, onKeyDown }: DraftProps) {
  const t = useTranslations('trial');
  const id = useId();
  const style = `${inputStyle} py-2 font-mono text-13`;
  return (
    <>
      <label htmlFor={id} className="mb-1 block font-medium text-13">
        {subject.kind === 'chat' ? t('body') : t('address')}
      </label>
      {subject.kind === 'chat' ? (
        <textarea
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          rows={Math.min(20, value.split('\n').length + 1)}
          spellCheck={false}
          autoComplete="off"
          className={style}
        />
      ) : (
        <input
          id={id}
          value={value}
          readOnly={subject.isFixed}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          spellCheck={false}
          autoComplete="off"
          className={style}
        />
      )}
    </>
  );
}
