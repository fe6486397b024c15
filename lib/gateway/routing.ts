import 'server-only';
import { env } from '#lib/config/env.ts';
import { log } from '#lib/log.ts';
import { startSandbox } from '#lib/sandbox/server.ts';
import type { Route } from './core/incoming-request.ts';
import { anthropic } from './providers/anthropic/provider.ts';
import { sandbox } from './providers/sandbox/provider.ts';
import { createUpstream, type HttpUpstream, type UpstreamOptions } from './providers/upstream.ts';

export const hasLiveUpstream = env.ANTHROPIC_API_KEY.length > 0;

let live: HttpUpstream | undefined;
let sandboxed: Promise<HttpUpstream> | undefined;

/** Anthropic for live keys; the sandbox for test keys, and for all keys while no Anthropic key is configured. */
export const candidatesFor: Route = async ({ principal: { mode } }) => {
  if (mode === 'live' && hasLiveUpstream) return [liveUpstream()];
  sandboxed ??= openSandbox();
  return [await sandboxed];
};

export function liveUpstream(): HttpUpstream {
  const { ANTHROPIC_BASE_URL, ANTHROPIC_VERSION, ANTHROPIC_API_KEY } = env;
  live ??= open({
    provider: anthropic(ANTHROPIC_VERSION),
    baseUrl: ANTHROPIC_BASE_URL,
    keys: ANTHROPIC_API_KEY,
  });
  return live;
}

/** For tests: replaces the configured live upstream, so that all breakers start closed. */
export function replaceLiveUpstream(upstream: HttpUpstream): void {
  live = upstream;
}

/** The supervisor runs one sandbox for all processes; a process on its own starts one. */
async function openSandbox(): Promise<HttpUpstream> {
  const baseUrl = env.TOKENHUB_SANDBOX_URL ?? (await startSandbox()).url;
  return open({ provider: sandbox, baseUrl, keys: ['sandbox'] });
}

const open = (options: Pick<UpstreamOptions, 'provider' | 'baseUrl' | 'keys'>): HttpUpstream =>
  createUpstream({
    ...options,
    maxConnections: env.UPSTREAM_CONNECTIONS,
    timeouts: {
      connectMs: env.UPSTREAM_CONNECT_TIMEOUT_MS,
      firstByteMs: env.UPSTREAM_FIRST_EVENT_TIMEOUT_MS,
      idleMs: env.UPSTREAM_IDLE_TIMEOUT_MS,
      totalMs: env.UPSTREAM_TOTAL_TIMEOUT_MS,
    },
    onAlarm: (alarm) => log.warn(alarm, 'upstream alarm'),
  });
