/** Limits against card testing and runaway charges, per account and UTC day, unless stated otherwise. */
export const MAX_STARTED = 10;
export const MAX_REFUSED_CARDS = 3;
export const MAX_ACCOUNTS_PER_CARD = 5;

export interface TopUpFacts {
  started: number;
  /** Charges refused today, over all orders. */
  refusedCards: number;
  hasPaidBefore: boolean;
  newAccountsArePaused: boolean;
  /** A card of the account is blocked, or shared by too many accounts. */
  hasBadCard: boolean;
}

export type TopUpRefusal = 'too_many_started' | 'too_many_refused' | 'new_accounts_paused' | 'card_blocked';

/** Why an account may not start a top-up now, or null when it may. */
export function refuseTopUp(facts: TopUpFacts): TopUpRefusal | null {
  if (facts.hasBadCard) return 'card_blocked';
  if (facts.newAccountsArePaused && !facts.hasPaidBefore) return 'new_accounts_paused';
  if (facts.refusedCards >= MAX_REFUSED_CARDS) return 'too_many_refused';
  return facts.started >= MAX_STARTED ? 'too_many_started' : null;
}
