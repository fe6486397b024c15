import type { Provider } from '../provider.ts';
import { createEventParser } from '../sse.ts';
import { toStatusError } from './error.ts';

const PATHS = {
  whole: '/v1/messages',
  stream: '/v1/messages',
  count: '/v1/messages/count_tokens',
  models: '/v1/models?limit=1000',
};

/** Anthropic's own API at the given version. */
export const anthropic = (version: string): Provider => ({
  name: 'anthropic',
  url: (endpoint) => PATHS[endpoint],
  toBody: (request) => request,
  sign: (_, secret) => ['x-api-key', secret, 'anthropic-version', version],
  frames: createEventParser,
  readError: toStatusError,
  modelId: ({ upstreamIds }) => upstreamIds.anthropic,
  capabilities: { servesRetired: false, remembersFailures: true },
});
