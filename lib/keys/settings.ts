import type { Spend } from '#lib/billing/budgets/key-spend.ts';
import type { BudgetWindow } from '#lib/billing/ledger/hold.ts';
import { type NanoUsd, toUsd } from '#lib/billing/money.ts';
import type { KeyColumns } from './queries.ts';

/** The key's spending caps: in total, per month and per day (UTC). Null means no cap. */
export interface Caps {
  capTotal: bigint | null;
  capMonth: bigint | null;
  capDay: bigint | null;
}

export function capsOf(spend: readonly Spend[]): Caps {
  const capOf = (name: BudgetWindow) => spend.find(({ window }) => window === name)?.cap ?? null;
  return { capTotal: capOf('total'), capMonth: capOf('month'), capDay: capOf('day') };
}

const FROM_LONGEST = ['capTotal', 'capMonth', 'capDay'] as const;
const WORDS = { capTotal: 'total', capMonth: 'monthly', capDay: 'daily' } as const;

/** The problem of a set of caps, or null: a cap above that of a longer window could never be reached. */
export function problemOf(caps: Caps): { field: keyof Caps; message: string } | null {
  let longer: keyof Caps | null = null;
  for (const field of FROM_LONGEST) {
    const cap = caps[field];
    if (cap === null) continue;
    const bound = longer && caps[longer];
    if (longer && bound !== null && cap > bound) return { field, message: explain(field, longer, bound) };
    longer = field;
  }
  return null;
}

const explain = (field: keyof Caps, longer: keyof Caps, bound: bigint): string =>
  `The ${WORDS[field]} cap must not exceed the ${WORDS[longer]} cap of ${toUsd(bound as NanoUsd)} USD.`;

type EditedColumn =
  | 'name'
  | 'models'
  | 'allowedIps'
  | 'requestsPerMinute'
  | 'tokensPerMinute'
  | 'concurrency'
  | 'acceptsSuccessors'
  | 'readsAccountUsage'
  | 'retention'
  | 'expiresAt';

/** Everything of a key that can be edited. */
export interface KeySettings extends Caps, Pick<KeyColumns, EditedColumn> {}

export const settingsOf = (key: KeyColumns, caps: Caps): KeySettings => ({
  name: key.name,
  ...caps,
  models: key.models,
  allowedIps: key.allowedIps,
  requestsPerMinute: key.requestsPerMinute,
  tokensPerMinute: key.tokensPerMinute,
  concurrency: key.concurrency,
  acceptsSuccessors: key.acceptsSuccessors,
  readsAccountUsage: key.readsAccountUsage,
  retention: key.retention,
  expiresAt: key.expiresAt,
});

/** The grace periods of a rotation: none, a quarter of an hour, an hour or a day. */
export const GRACE_SECONDS = [0, 900, 3_600, 86_400] as const;
