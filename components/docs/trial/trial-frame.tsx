'use client';

import { Send, Square } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#lib/i18n/navigation.ts';
import { ExchangeView } from './exchange-view.tsx';
import { TRIAL_ID } from './trial.tsx';
import type { Exchange } from './use-exchange.ts';

interface TrialFrameProps {
  intro: ReactNode;
  exchange: Exchange;
  /** The reader has to sign in first. */
  isStranger?: boolean;
  isReady?: boolean;
  onSend: () => void;
  onStop: () => void;
  /** Shown beside the buttons. */
  more?: ReactNode;
  /** Inputs of the request. */
  children?: ReactNode;
}

/** A form for a request, with the answer below. */
export function TrialFrame({
  intro,
  exchange,
  isStranger,
  isReady = true,
  onSend,
  onStop,
  more,
  children,
}: TrialFrameProps) {
  const t = useTranslations('trial');
  const panel = useRef<HTMLElement>(null);
  const titleId = useId();
  // The button that opened the panel is gone, so the panel takes its focus.
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const isUnderWay = exchange.phase === 'sending' || exchange.phase === 'receiving';
  return (
    <section ref={panel} tabIndex={-1} aria-labelledby={titleId} className="rounded-panel border p-4 outline-none">
      <h3 id={titleId} className="text-16">
        {t('title')}
      </h3>
      <p className="mt-1 mb-3 text-13 text-ink-muted">{intro}</p>
      {children}
      {isStranger ? (
        <SignInToTry returnTo={TRIAL_ID} />
      ) : (
        <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button variant="primary" disabled={isUnderWay || !isReady} onClick={onSend}>
            <Send aria-hidden />
            {t('send')}
          </Button>
          {isUnderWay && (
            <Button onClick={onStop}>
              <Square aria-hidden />
              {t('stop')}
            </Button>
          )}
          {more}
        </div>
      )}
      <ExchangeView exchange={exchange} />
    </section>
  );
}

/** Replaces "Send" for readers who are not signed in. */
function SignInToTry({ returnTo }: { returnTo: string }) {
  const t = useTranslations('trial');
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button asChild variant="primary">
        <Link href={signInHere(returnTo)}>{t('signIn')}</Link>
      </Button>
      <p className="text-13 text-ink-muted">{t('signInText')}</p>
    </div>
  );
}

/** URL of the sign-in page that returns to this part of the page. For the browser only. */
function signInHere(placeId: string): string {
  return `/sign-in?callbackUrl=${encodeURIComponent(`${window.location.pathname}#${placeId}`)}`;
}
