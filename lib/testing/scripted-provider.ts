import { anthropic } from '#lib/gateway/providers/anthropic/provider.ts';
import type { Provider } from '#lib/gateway/providers/provider.ts';
import type { UpstreamOptions } from '#lib/gateway/providers/upstream.ts';

/** How a test wants its upstream. */
export type UpstreamWishes = Partial<UpstreamOptions> & { remembersFailures?: boolean | undefined };

/** Anthropic as a script of the test plays it. */
export const scriptedProvider = (name: string, remembersFailures = true): Provider => {
  const provider = anthropic('2023-06-01');
  return { ...provider, name, capabilities: { ...provider.capabilities, remembersFailures } };
};
