'use client';

import { useEffect, useRef, useState } from 'react';
import { fromTail, IDLE_MS, nextLookMs, type TailNews } from '#lib/usage/view/tail.ts';

/** `lost`: no response. `idle`: no user activity for a long time. `ended`: the user lost the permission. */
export type TailState = 'live' | 'lost' | 'idle' | 'ended';

const PATIENCE_MS = 10_000;

interface Watch {
  /** Polled with the parameter `since`. */
  url: string;
  /** When the shown rows were read. */
  since: number;
  isOn: boolean;
  onNews: (news: TailNews) => void;
}

/**
 * Polls for new requests while the page is visible, and reports the state. After a lost connection it continues where
 * it stopped.
 */
export function useTail({ url, since, isOn, onNews }: Watch): { state: TailState; resume: () => void } {
  const [state, setState] = useState<TailState>('live');
  const [round, setRound] = useState(0);
  const asked = useRef(since);
  const tell = useRef(onNews);
  tell.current = onNews;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round restarts polling
  useEffect(() => {
    if (!isOn) return;
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isAsking = false;
    let failures = 0;
    let lastNews = Date.now();
    let lastTouch = Date.now();
    const look = async () => {
      clearTimeout(timer);
      if (isAsking || document.visibilityState !== 'visible') return;
      isAsking = true;
      const tail = await ask(`${url}&since=${asked.current}`, leaving.signal);
      isAsking = false;
      if (leaving.signal.aborted) return;
      if (tail === 'ended') return setState('ended');
      failures = tail ? 0 : failures + 1;
      if (tail) {
        asked.current = tail.now;
        tell.current(tail);
        if (tail.rows.length > 0) lastNews = Date.now();
      }
      if (Date.now() - lastTouch > IDLE_MS) return setState('idle');
      setState(tail ? 'live' : 'lost');
      timer = setTimeout(look, nextLookMs({ quietMs: Date.now() - lastNews, failures }));
    };
    timer = setTimeout(look, nextLookMs({ quietMs: 0, failures: 0 }));
    const options = { signal: leaving.signal, capture: true, passive: true };
    for (const event of ['pointerdown', 'pointermove', 'keydown', 'scroll'])
      window.addEventListener(event, () => (lastTouch = Date.now()), options);
    document.addEventListener('visibilitychange', look, options);
    window.addEventListener('online', look, options);
    window.addEventListener('offline', () => setState('lost'), options);
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [url, isOn, round]);
  const resume = () => {
    setState('live');
    setRound(round + 1);
  };
  return { state, resume };
}

/** Returns null when a retry is worthwhile. */
async function ask(url: string, leaving: AbortSignal): Promise<TailNews | 'ended' | null> {
  try {
    const signal = AbortSignal.any([leaving, AbortSignal.timeout(PATIENCE_MS)]);
    const response = await fetch(url, { signal, cache: 'no-store' });
    if (response.ok) return fromTail(await response.json());
    return response.status < 500 && response.status !== 429 ? 'ended' : null;
  } catch {
    return null;
  }
}
