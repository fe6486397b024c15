import type { Caps } from './caps.ts';
import type { KeySummary } from './queries.ts';

type EditedColumn =
  | 'name'
  | 'models'
  | 'allowedIps'
  | 'requestsPerMinute'
  | 'tokensPerMinute'
  | 'concurrency'
  | 'acceptsSuccessors'
  | 'expiresAt';

/** Everything of a key that can be edited. */
export interface KeySettings extends Caps, Pick<KeySummary, EditedColumn> {}

export const settingsOf = ({ budget, ...key }: KeySummary): KeySettings => ({
  name: key.name,
  capTotal: budget.capTotal,
  capMonth: budget.capMonth,
  capDay: budget.capDay,
  models: key.models,
  allowedIps: key.allowedIps,
  requestsPerMinute: key.requestsPerMinute,
  tokensPerMinute: key.tokensPerMinute,
  concurrency: key.concurrency,
  acceptsSuccessors: key.acceptsSuccessors,
  expiresAt: key.expiresAt,
});
