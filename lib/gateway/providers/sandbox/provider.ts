import { anthropic } from '../anthropic/provider.ts';
import type { Provider } from '../provider.ts';

/** The one version the sandbox speaks, whatever Anthropic is asked for. */
const VERSION = '2023-06-01';

/** Our own small Messages API. Its callers order its failures, so the error one of them asked for must not reach the others. */
export const sandbox: Provider = {
  ...anthropic(VERSION),
  name: 'sandbox',
  capabilities: { servesRetired: true, remembersFailures: false },
};
