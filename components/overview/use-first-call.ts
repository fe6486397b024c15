'use client';

import { useEffect, useState } from 'react';
import type { FirstCall } from '#lib/usage/queries/first-call.ts';

const EVERY_MS = 2_000;

/** How far the first call has come, asked every two seconds while somebody looks, until it was answered. */
export function useFirstCall(watchUrl: string): FirstCall {
  const [call, setCall] = useState<FirstCall>({ state: 'awaited' });
  const isAnswered = call.state === 'answered';
  useEffect(() => {
    if (isAnswered) return;
    const leaving = new AbortController();
    const look = async () => {
      if (document.visibilityState !== 'visible') return;
      // A question that got no answer is asked again in two seconds.
      const found = await ask(watchUrl, leaving.signal).catch(() => null);
      if (found) setCall(found);
    };
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      leaving.abort();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [isAnswered, watchUrl]);
  return call;
}

async function ask(url: string, signal: AbortSignal): Promise<FirstCall | null> {
  const response = await fetch(url, { signal, cache: 'no-store' });
  return response.ok ? response.json() : null;
}
