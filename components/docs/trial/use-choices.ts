'use client';

import { useEffect, useState } from 'react';
import type { AccountTrial } from '#lib/docs/account-trials.ts';
import type { TrialChoices } from '#lib/docs/reader.ts';
import { TRY_URL } from './use-exchange.ts';

/** What a reader can ask for, null for a stranger, undefined while that is not known. Asked again on coming back. */
export function useChoices(call: AccountTrial): TrialChoices | null | undefined {
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

/** Without a connection everybody is a stranger, as for `useReader`. */
const ask = (call: AccountTrial, signal: AbortSignal): Promise<TrialChoices | null> =>
  fetch(`${TRY_URL}/${call}`, { signal })
    .then((reply) => reply.json() as Promise<{ choices: TrialChoices | null }>)
    .then(({ choices }) => choices)
    .catch(() => null);
