/** The behaviour of a test card. The numbers are those of Stripe's own test cards. */
export interface TestCard {
  brand: string;
  label: string;
  /** Declines every charge, or only those after it was saved. */
  decline?: Decline;
  isDeclinedOnceSaved?: boolean;
  /** Requires 3-D Secure: always, or only while the customer is present. */
  authentication?: 'always' | 'on_session';
  /** The event that follows a successful charge. */
  aftermath?: 'dispute' | 'inquiry' | 'fraud_warning';
  /** The status of a refund at first, and after `settleRefunds`. */
  refund?: { first: 'pending' | 'succeeded'; last: 'succeeded' | 'failed' };
  riskLevel?: 'highest';
}

export interface Decline {
  code: string;
  declineCode: string;
  message: string;
}

const declined = (declineCode: string, code = 'card_declined', message = 'Your card was declined.'): Decline => ({
  code,
  declineCode,
  message,
});

export const TEST_CARDS: Readonly<Record<string, TestCard>> = {
  '4242424242424242': { brand: 'visa', label: 'pays' },
  '5555555555554444': { brand: 'mastercard', label: 'pays' },
  '4000000000000002': { brand: 'visa', label: 'is declined', decline: declined('generic_decline') },
  '4000000000009995': {
    brand: 'visa',
    label: 'has insufficient funds',
    decline: declined('insufficient_funds', 'card_declined', 'Your card has insufficient funds.'),
  },
  '4000000000000069': {
    brand: 'visa',
    label: 'has expired',
    decline: declined('expired_card', 'expired_card', 'Your card has expired.'),
  },
  '4100000000000019': {
    brand: 'visa',
    label: 'is blocked as fraudulent',
    decline: declined('fraudulent'),
    riskLevel: 'highest',
  },
  '4000000000000341': {
    brand: 'visa',
    label: 'can be saved, and is declined afterwards',
    decline: declined('generic_decline'),
    isDeclinedOnceSaved: true,
  },
  '4000002500003155': { brand: 'visa', label: 'asks for 3-D Secure once', authentication: 'on_session' },
  '4000002760003184': { brand: 'visa', label: 'asks for 3-D Secure every time', authentication: 'always' },
  '4000000000000259': { brand: 'visa', label: 'pays and is disputed', aftermath: 'dispute' },
  '4000000000001976': { brand: 'visa', label: 'pays and is inquired about', aftermath: 'inquiry' },
  '4000000000005423': { brand: 'visa', label: 'pays with an early fraud warning', aftermath: 'fraud_warning' },
  '4000000000007726': {
    brand: 'visa',
    label: 'refunds stay pending first',
    refund: { first: 'pending', last: 'succeeded' },
  },
  '4000000000005126': {
    brand: 'visa',
    label: 'refunds succeed and fail later',
    refund: { first: 'succeeded', last: 'failed' },
  },
};

/** A bank account in place of a card: a debit succeeds or fails days later. */
export const BANK_ACCOUNTS: Readonly<Record<string, { label: string; outcome: 'succeeded' | 'failed' }>> = {
  '000123456789': { label: 'pays after a delay', outcome: 'succeeded' },
  '000111111116': { label: 'fails after a delay', outcome: 'failed' },
};
