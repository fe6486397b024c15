'use client';

import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { isConflict } from '#components/edits/use-edit.ts';
import type { ActionFailure, ActionResult } from '#lib/auth/action-result.ts';
import { useFailureWords } from './failure-words.ts';

/**
 * Runs a server action, asking for proof that it is the user where the server wants one.
 * `run` resolves to the action's answer, which may be empty, or to null: then `failure` says why, or a conflict does.
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
      if (isCapOrder(result.error)) setFailure(words.capsChanged);
      else if (!isConflict(result.error)) setFailure(explain(result.error, words));
    } catch {
      setFailure(words.unreachable);
    } finally {
      setPending(false);
    }
    return null;
  }

  return { run, isPending, failure, forget: () => setFailure(undefined) };
}

/** The form has compared the caps it shows, so one that it does not show yet is in the way. */
const isCapOrder = ({ code, param }: ActionFailure) => code === 'invalid_value' && /^cap[A-Z]/.test(param ?? '');
