'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { toSentences } from '#components/samples/sentences.ts';
import { isOpen, type Run } from '#lib/playground/run/run.ts';

const MOST_OFTEN_MS = 4_000;

/** Announces a run to screen readers: whole sentences in small groups, then the outcome. */
export function SpokenAnswer({ run }: { run: Run }) {
  const t = useTranslations('playground.run');
  const isOver = !isOpen(run);
  const { text } = run.answer;
  const [spoken, setSpoken] = useState('');
  const said = useRef({ runId: run.id, count: 0, atMs: 0 });
  useEffect(() => {
    if (said.current.runId !== run.id) said.current = { runId: run.id, count: 0, atMs: 0 };
    const now = performance.now();
    if (now - said.current.atMs < MOST_OFTEN_MS && !isOver) return;
    const { whole } = toSentences(text, { isOver });
    if (whole.length === said.current.count && !isOver) return;
    const fresh = whole.slice(said.current.count).join('');
    said.current = { runId: run.id, count: whole.length, atMs: now };
    setSpoken(isOver ? `${fresh} ${t(`states.${run.state}`)}` : fresh);
  }, [run.id, run.state, text, isOver, t]);
  return (
    <p aria-live="polite" className="sr-only">
      {spoken}
    </p>
  );
}
