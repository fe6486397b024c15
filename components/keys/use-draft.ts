'use client';

import { useState } from 'react';
import { type KeyDraft, type Problems, problemsOf } from './draft.ts';
import type { DraftProps } from './form-field.tsx';

/** A draft that is judged when it is sent, and from then on while it is being mended. */
export function useDraft(initial: KeyDraft): { fields: DraftProps; check: (now: Date) => boolean } {
  const [draft, setDraft] = useState(initial);
  const [problems, setProblems] = useState<Problems>({});
  const [isJudged, setJudged] = useState(false);
  const onChange = (changes: Partial<KeyDraft>) => {
    const changed = { ...draft, ...changes };
    setDraft(changed);
    if (isJudged) setProblems(problemsOf(changed, new Date()));
  };
  const check = (now: Date) => {
    const found = problemsOf(draft, now);
    setProblems(found);
    setJudged(true);
    if (found.name) document.querySelector<HTMLInputElement>('[data-slot=dialog] input[name=name]')?.focus();
    return Object.keys(found).length === 0;
  };
  return { fields: { draft, problems, onChange }, check };
}
