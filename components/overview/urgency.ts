import type { NanoUsd } from '#lib/billing/money.ts';
import type { RetirementNotice } from '#lib/models/notices.ts';

interface Progress {
  done: number;
  all: number;
}

export interface NoticeFacts {
  /** The most urgent first. */
  retirements: readonly RetirementNotice[];
  /** Null when it is not low, or the user may not see it. */
  lowBalance: NanoUsd | null;
  isUnverified: boolean;
  /** Progress of the first steps; null when they are not shown. */
  firstSteps: Progress | null;
}

export type OverviewNotice =
  | { kind: 'balance'; balance: NanoUsd }
  | { kind: 'unverified' }
  | { kind: 'retirement'; notice: RetirementNotice }
  | ({ kind: 'firstSteps' } & Progress);

/** Orders notices: requests that are refused now come before those refused later. */
export function byUrgency({ retirements, lowBalance, isUnverified, firstSteps }: NoticeFacts): OverviewNotice[] {
  const balance: OverviewNotice[] = lowBalance === null ? [] : [{ kind: 'balance', balance: lowBalance }];
  const isUsedUp = lowBalance !== null && lowBalance <= 0n;
  const retired = retirements.filter(({ status }) => status === 'retired');
  const leaving = retirements.filter(({ status }) => status === 'deprecated');
  const toNotice = (notice: RetirementNotice): OverviewNotice => ({ kind: 'retirement', notice });
  return [
    ...(isUsedUp ? balance : []),
    ...(isUnverified ? [{ kind: 'unverified' } as const] : []),
    ...retired.map(toNotice),
    ...(isUsedUp ? [] : balance),
    ...leaving.map(toNotice),
    ...(firstSteps ? [{ kind: 'firstSteps', ...firstSteps } as const] : []),
  ];
}
