'use client';

import { Play, RotateCcw, Square } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import type { SandboxRun } from './sandbox-run.ts';

interface RunButtonProps {
  phase: SandboxRun['phase'];
  onStart(): void;
  onStop(): void;
}

/** Runs, stops, runs again: always the same button, so that focus stays where it is. */
export function RunButton({ phase, onStart, onStop }: RunButtonProps) {
  const t = useTranslations('samples');
  const isRunning = phase === 'running';
  const Icon = isRunning ? Square : phase === 'idle' ? Play : RotateCcw;
  return (
    <Button data-slot="run-button" onClick={isRunning ? onStop : onStart}>
      <Icon aria-hidden />
      {t(isRunning ? 'stop' : phase === 'idle' ? 'run' : 'runAgain')}
    </Button>
  );
}
