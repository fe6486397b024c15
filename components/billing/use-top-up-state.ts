'use client';

import { useEffect, useRef, useState } from 'react';
import type { TopUpState } from '#lib/db/generated/enums.ts';

const SOON_MS = 2_000;
const LATER_MS = 10_000;
/** After this many polls our own record is overdue, and Stripe is asked. */
const PATIENCE = 5;

interface Watch {
  state: TopUpState;
  watchUrl: string;
  /** Makes the server ask Stripe. */
  onAsk: () => Promise<unknown>;
}

const isUnderWay = (state: TopUpState) => state === 'created' || state === 'processing' || state === 'requires_action';

/** Polls the state of an order until it is final: every two seconds at first, later every ten. */
export function useTopUpState({ state: shown, watchUrl, onAsk }: Watch): TopUpState {
  const [state, setState] = useState(shown);
  const looks = useRef(0);
  useEffect(() => {
    if (!isUnderWay(state)) return;
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      if (document.visibilityState === 'visible') {
        looks.current += 1;
        if (looks.current > PATIENCE) await onAsk();
        const found = await ask(watchUrl, leaving.signal).catch(() => null);
        if (leaving.signal.aborted) return;
        if (found && found !== state) return setState(found);
      }
      timer = setTimeout(look, looks.current < PATIENCE ? SOON_MS : LATER_MS);
    };
    timer = setTimeout(look, SOON_MS);
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [state, watchUrl, onAsk]);
  return state;
}

async function ask(url: string, signal: AbortSignal): Promise<TopUpState | null> {
  const response = await fetch(url, { signal, cache: 'no-store' });
  return response.ok ? (await response.json()).state : null;
}
