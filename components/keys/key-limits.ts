import { nanoUsd, toUsd } from '#lib/billing/money.ts';
import type { KeySettings } from '#lib/keys/settings.ts';
import type { KeyView } from './key-view.ts';

/** What the form about a key edits, but for its name. */
export type KeyLimits = Omit<KeySettings, 'name' | 'acceptsSuccessors'>;

export function limitsOf({ spend, ...key }: KeyView): KeyLimits {
  const capOf = (name: 'total' | 'month' | 'day') => spend.find(({ window }) => window === name)?.cap ?? null;
  return {
    expiresAt: key.expiresAt,
    capTotal: capOf('total'),
    capMonth: capOf('month'),
    capDay: capOf('day'),
    models: key.models,
    requestsPerMinute: key.requestsPerMinute,
    tokensPerMinute: key.tokensPerMinute,
    concurrency: key.concurrency,
    allowedIps: key.allowedIps,
  };
}

type Wire<L> = { [F in keyof L]: F extends `cap${string}` ? string | null : L[F] };

/** As the server takes them: caps as decimal USD. */
export function toInput<L extends Partial<KeyLimits>>(limits: L): Wire<L> {
  const entries = Object.entries(limits).map(([field, value]) => [
    field,
    typeof value === 'bigint' ? toUsd(nanoUsd(value)) : value,
  ]);
  return Object.fromEntries(entries) as Wire<L>;
}
