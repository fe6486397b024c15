import { join } from 'node:path';
import { startScript, stopChild } from '../child.ts';
import { anthropicShots, type StartTarget } from './target.ts';

export const startBare: StartTarget = async (upstreamUrl) => {
  const { child, news } = await startScript<{ url: string }>(join(import.meta.dirname, 'bare-proxy.ts'), {
    env: { BENCH_UPSTREAM: upstreamUrl },
  });
  const headers = { 'x-api-key': 'bench', 'anthropic-version': '2023-06-01' };
  return {
    name: 'bare',
    processes: { gateway: [child.pid as number] },
    ...anthropicShots({ origin: news.url, path: '/v1/messages', headers }, 'claude-haiku-4-5'),
    stop: () => stopChild(child),
  };
};

/** No gateway at all: the baseline of latency. */
export const startDirect: StartTarget = async (upstreamUrl) => ({
  name: 'direct',
  processes: { gateway: [] },
  ...anthropicShots({ origin: upstreamUrl, path: '/v1/messages', headers: {} }, 'claude-haiku-4-5'),
  stop: async () => {},
});
