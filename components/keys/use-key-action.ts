'use client';

import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import type { ActionResult } from '#lib/auth/action-result.ts';
import { useFailureWords } from './failure-words.ts';

/**
 * Runs a server action, asking for proof that it is the user where the server wants one.
 * `run` resolves to the action's answer, which may be empty, or to null: then `failure` says why.
 */
export function useKeyAction<I, T>(action: (input: I) => Promise<ActionResult<T>>) {
  const withProof = useStepUp();
  const explain = useFailureText();
  const words = useFailureWords();
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();

  async function run(input: I): Promise<{ data: T } | null> {
    if (isPending) return null;
    setPending(true);
    setFailure(undefined);
    try {
      const result = await withProof(() => action(input));
      if (result.ok) return { data: result.data };
      setFailure(explain(result.error, words));
    } catch {
      setFailure(words.unreachable);
    } finally {
      setPending(false);
    }
    return null;
  }

  return { run, isPending, failure, forget: () => setFailure(undefined) };
}
