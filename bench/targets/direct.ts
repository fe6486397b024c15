import { anthropicShots } from './shots.ts';
import type { StartTarget } from './target.ts';

/** No gateway at all: what the others' latency is compared with. */
export const startDirect: StartTarget = async (upstreamUrl) => ({
  name: 'direct',
  processes: { gateway: [] },
  ...anthropicShots({ origin: upstreamUrl, path: '/v1/messages', headers: {} }, 'claude-haiku-4-5'),
  stop: async () => {},
});
