import { env } from '#lib/config/env.ts';
import { hasLiveUpstream, liveUpstream } from '#lib/gateway/routing.ts';
import { type Check, Finding } from './check.ts';

export const upstreamCheck: Check = {
  name: 'upstream',
  async run() {
    if (!hasLiveUpstream) return 'the sandbox, because ANTHROPIC_API_KEY is not set';
    const result = await liveUpstream().probe();
    if (!result.ok) throw new Finding(`${env.ANTHROPIC_BASE_URL}: ${result.reason}`);
    return `${env.ANTHROPIC_BASE_URL} offers ${result.models} models`;
  },
};
