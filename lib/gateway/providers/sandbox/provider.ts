import { anthropic } from '../anthropic/provider.ts';
import type { Provider } from '../provider.ts';

/** The sandbox supports only this version, whichever is configured for Anthropic. */
const VERSION = '2023-06-01';

/** Our own small Messages API. Its callers order its failures, so one caller's error must not affect the others. */
export const sandbox: Provider = {
  ...anthropic(VERSION),
  name: 'sandbox',
  capabilities: { servesRetired: true, remembersFailures: false },
};
