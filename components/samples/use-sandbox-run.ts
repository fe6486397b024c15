'use client';

import { useEffect, useRef, useState } from 'react';
import { loadOrReload } from '#components/ui/outdated.ts';
import type { SampleTopic } from '#lib/samples/read.ts';
import { advanceRun, failRun, IDLE, RunError, type SandboxRun, STARTED } from './sandbox-run.ts';

interface RunningSample {
  run: SandboxRun;
  /** Starts from the beginning. */
  start(): void;
  /** Aborts the run and keeps its output. */
  stop(): void;
}

/**
 * Streams a sample from the sandbox. It needs no account, and unmounting aborts it.
 * @param initial shown until the first run
 */
export function useSandboxRun(sample: SampleTopic, initial: SandboxRun = IDLE): RunningSample {
  const [run, setRun] = useState(initial);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  async function stream(controller: AbortController): Promise<void> {
    // Ignores events of a run after another one has started.
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

/**
 * Runs a sample in the sandbox and yields its chunks.
 * @throws RunError when it is refused or breaks off; the signal's reason when it is aborted
 */
async function* streamSample(sample: SampleTopic, signal: AbortSignal) {
  const response = await fetch(`/api/v1/demo/${sample}`, { method: 'POST', signal });
  if (!response.ok || !response.body) throw toRefusal(response);
  for await (const data of readEvents(response.body)) {
    if (data === '[DONE]') return;
    const chunk = JSON.parse(data);
    if (chunk.error) break;
    yield chunk;
  }
  throw new RunError({ reason: 'broken' });
}

function toRefusal({ status, headers }: Response): RunError {
  if (status !== 429) return new RunError({ reason: 'unreachable' });
  return new RunError({ reason: 'busy', retryAfterSeconds: Number(headers.get('retry-after') ?? 60) });
}

/** The parser is loaded with the first run, because most readers run nothing. */
async function* readEvents(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const { EventSourceParserStream } = await loadOrReload(() => import('eventsource-parser/stream'));
  const reader = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value.data;
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}
