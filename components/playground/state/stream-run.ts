import { createParser } from 'eventsource-parser';
import type { RunAction } from '#lib/playground/run/run.ts';
import { parseWireEvent, toRunError, type WireEvent } from '#lib/playground/run/wire-event.ts';

interface Stream {
  url: string;
  body: string;
  signal: AbortSignal;
  advance(action: RunAction): void;
}

/** Sends a request and reports its events once a frame. The last action always ends the run. */
export async function streamRun({ url, body, signal, advance }: Stream): Promise<void> {
  const startedMs = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedMs);
  const batch = collectFrames((events) => advance({ type: 'receive', events, atMs: elapsedMs() }));
  advance({ type: 'send' });
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal,
    });
    if (!response.ok || !response.body) {
      const reply = await response.json().catch(() => null);
      return advance({ type: 'fail', error: toRunError(reply?.error), atMs: elapsedMs() });
    }
    await readEvents(response.body, batch.add);
    batch.flush();
    // After a normal end of the stream, the run has ended already and this has no effect.
    advance({ type: 'lose', atMs: elapsedMs() });
  } catch {
    batch.flush();
    advance({ type: signal.aborted ? 'stop' : 'lose', atMs: elapsedMs() });
  }
}

async function readEvents(body: ReadableStream<Uint8Array>, onEvent: (event: WireEvent) => void): Promise<void> {
  const parser = createParser({
    onEvent: ({ event = 'message', data }) => {
      const known = parseWireEvent(event, data);
      if (known) onEvent(known);
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    parser.feed(decoder.decode(value, { stream: true }));
  }
}

/** Pages in the background get no animation frames, so a timer delivers events as well. */
const LONGEST_WAIT_MS = 100;

function collectFrames(take: (events: WireEvent[]) => void) {
  let waiting: WireEvent[] = [];
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    const events = waiting;
    waiting = [];
    if (events.length > 0) take(events);
  };
  const add = (event: WireEvent) => {
    waiting.push(event);
    if (waiting.length > 1) return;
    frame = requestAnimationFrame(flush);
    timer = setTimeout(flush, LONGEST_WAIT_MS);
  };
  return { add, flush };
}
