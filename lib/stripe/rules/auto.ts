import type { NanoUsd } from '#lib/billing/money.ts';

/** The facts that decide the next automatic top-up, read under one lock. */
export interface AutoFacts {
  isOn: boolean;
  isSuspended: boolean;
  available: NanoUsd;
  threshold: NanoUsd;
  netCents: number;
  monthCapCents: number;
  /** Automatic orders of this month (UTC) that were not refused, including open ones. Cents before tax. */
  monthCents: number;
  openAttempts: number;
  /** Attempts of the last ten minutes, in any state. */
  recentAttempts: number;
  nextAttemptAt: Date | null;
  hasCard: boolean;
  hasBadCard: boolean;
  now: Date;
}

export type AutoDecision =
  | 'go'
  | 'off'
  | 'suspended'
  | 'enough'
  | 'under_way'
  | 'cooling_down'
  | 'too_many'
  | 'month_cap'
  | 'no_card'
  | 'card_blocked';

const MAX_RECENT = 2;
export const RECENT_MS = 10 * 60_000;

export function decideAutoTopUp(facts: AutoFacts): AutoDecision {
  if (!facts.isOn) return 'off';
  if (facts.isSuspended) return 'suspended';
  if (facts.available >= facts.threshold) return 'enough';
  if (facts.openAttempts > 0) return 'under_way';
  if (!facts.hasCard) return 'no_card';
  if (facts.hasBadCard) return 'card_blocked';
  if (facts.nextAttemptAt !== null && facts.nextAttemptAt > facts.now) return 'cooling_down';
  if (facts.recentAttempts >= MAX_RECENT) return 'too_many';
  return facts.monthCents + facts.netCents > facts.monthCapCents ? 'month_cap' : 'go';
}

const HOUR_MS = 3_600_000;
const COOL_DOWNS_MS = [HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS];

/** The wait after so many failures in a row; null to suspend until another card is saved. */
export const coolDownMs = (failures: number): number | null => COOL_DOWNS_MS[failures - 1] ?? null;
