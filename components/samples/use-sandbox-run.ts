'use client';

import { useEffect, useRef, useState } from 'react';
import type { SampleTopic } from '#lib/samples/read.ts';
import { advanceRun, failRun, IDLE, type SandboxRun, STARTED } from './sandbox-run.ts';
import { streamSample } from './stream-sample.ts';

interface RunningSample {
  run: SandboxRun;
  /** Runs it from the beginning. */
  start(): void;
  /** Ends it where it is. */
  stop(): void;
}

/**
 * Streams one of our samples from the sandbox. It needs no account, and ends when the component leaves the page.
 * @param initial what is shown until it is run
 */
export function useSandboxRun(sample: SampleTopic, initial: SandboxRun = IDLE): RunningSample {
  const [run, setRun] = useState(initial);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  async function stream(controller: AbortController): Promise<void> {
    // What a run still says after another has begun is about the wrong answer.
    const change = (next: (run: SandboxRun) => SandboxRun) => {
      if (current.current === controller) setRun(next);
    };
    change(() => STARTED);
    try {
      for await (const chunk of streamSample(sample, controller.signal)) change((run) => advanceRun(run, chunk));
      change((run) => ({ ...run, phase: 'done' }));
    } catch (error) {
      change((run) => (controller.signal.aborted ? { ...run, phase: 'stopped' } : failRun(run, error)));
    }
  }

  return {
    run,
    start: () => {
      current.current?.abort();
      current.current = new AbortController();
      void stream(current.current);
    },
    stop: () => current.current?.abort(),
  };
}
