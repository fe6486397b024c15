import type { UpstreamStream } from '#lib/gateway/core/upstream.ts';
import type { StreamEvent } from '#lib/gateway/messages/events.ts';
import { UpstreamError, type UpstreamFailure } from '#lib/gateway/messages/failure.ts';
import { createUpstream, type HttpUpstream, type UpstreamAlarm } from '#lib/gateway/providers/upstream.ts';
import {
  type Script,
  type ScriptedUpstream,
  scriptedProvider,
  startScriptedUpstream,
  type UpstreamWishes,
} from './scripted-upstream.ts';

export interface UpstreamBench extends AsyncDisposable {
  server: ScriptedUpstream;
  upstream: HttpUpstream;
  alarms: UpstreamAlarm[];
}

/** A client and the scripted server it talks to: `await using bench = await openBench(script)`. */
export async function openBench(
  script: Script,
  { remembersFailures, ...options }: UpstreamWishes = {},
): Promise<UpstreamBench> {
  const server = await startScriptedUpstream(script);
  const alarms: UpstreamAlarm[] = [];
  const upstream = createUpstream({
    provider: scriptedProvider('test', remembersFailures),
    baseUrl: server.url,
    keys: ['sk-1'],
    timeouts: { connectMs: 2_000, firstByteMs: 5_000, idleMs: 5_000, totalMs: 20_000 },
    // Retries without waiting: the full-jitter back-off becomes zero.
    random: () => 0,
    onAlarm: (alarm) => alarms.push(alarm),
    ...options,
  });
  return {
    ...{ server, upstream, alarms },
    [Symbol.asyncDispose]: async () => {
      await upstream.close();
      await server.close();
    },
  };
}

export const NEVER_ABORTED: AbortSignal = new AbortController().signal;

/** The events of a stream, and its failure: null when it was complete. */
export async function readAll(
  stream: UpstreamStream,
): Promise<{ events: StreamEvent[]; failure: UpstreamFailure | null }> {
  const events: StreamEvent[] = [];
  try {
    for await (const batch of stream) events.push(...batch);
    return { events, failure: null };
  } catch (error) {
    return { events, failure: toFailure(error) };
  }
}

/** The failure of a promise. Throws when it succeeds or fails with another error. */
export async function failureOf(promise: Promise<unknown>): Promise<UpstreamFailure> {
  return promise.then(() => {
    throw new Error('It was expected to fail.');
  }, toFailure);
}

function toFailure(error: unknown): UpstreamFailure {
  if (error instanceof UpstreamError) return error.failure;
  throw error;
}

export const textOf = (events: readonly StreamEvent[]): string =>
  events
    .map((it) => (it.type === 'content_block_delta' && it.delta.type === 'text_delta' ? it.delta.text : ''))
    .join('');
