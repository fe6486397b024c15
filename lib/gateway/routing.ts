import 'server-only';
import { env } from '#lib/config/env.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { log } from '#lib/log.ts';
import { startSandbox } from '#lib/sandbox/server.ts';
import { createUpstream, type Upstream, type UpstreamOptions } from './providers/upstream.ts';

/** Where a request goes, and whether that place still answers for models Anthropic has retired. */
export interface Destination {
  upstream: Upstream;
  servesRetired: boolean;
}

export const hasLiveUpstream = env.ANTHROPIC_API_KEY.length > 0;

/** The one version the sandbox speaks, whatever the live upstream is asked for. */
const SANDBOX_VERSION = '2023-06-01';

let live: Upstream | undefined;
let sandbox: Promise<Upstream> | undefined;

/** Anthropic for live keys; the sandbox for test keys, and for everybody while no Anthropic key is configured. */
export async function destinationFor({ mode }: Pick<Principal, 'mode'>): Promise<Destination> {
  if (mode === 'live' && hasLiveUpstream) return { upstream: liveUpstream(), servesRetired: false };
  sandbox ??= openSandbox();
  return { upstream: await sandbox, servesRetired: true };
}

export function liveUpstream(): Upstream {
  const { ANTHROPIC_BASE_URL, ANTHROPIC_VERSION, ANTHROPIC_API_KEY } = env;
  live ??= open({
    name: 'anthropic',
    baseUrl: ANTHROPIC_BASE_URL,
    version: ANTHROPIC_VERSION,
    keys: ANTHROPIC_API_KEY,
  });
  return live;
}

/** Puts another live upstream in place of the configured one, as tests do to begin with untroubled breakers. */
export function replaceLiveUpstream(upstream: Upstream): void {
  live = upstream;
}

/** The supervisor runs one sandbox for all processes; a process on its own starts one. */
async function openSandbox(): Promise<Upstream> {
  const baseUrl = env.TOKENHUB_SANDBOX_URL ?? (await startSandbox()).url;
  return open({ name: 'sandbox', baseUrl, version: SANDBOX_VERSION, keys: ['sandbox'], remembersFailures: false });
}

const open = (
  options: Pick<UpstreamOptions, 'name' | 'baseUrl' | 'version' | 'keys' | 'remembersFailures'>,
): Upstream =>
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
