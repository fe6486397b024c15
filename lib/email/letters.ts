/** The mails by name, with their values. Each has a subject, a heading and a body, and most have a link. */
export interface Letters {
  verify: { url: string };
  alreadyRegistered: { url: string };
  resetPassword: { url: string };
  magicLink: { url: string };
  passwordChanged: { url: string };
  confirmOldEmail: { url: string; newEmail: string };
  confirmNewEmail: { url: string };
  emailChanged: { newEmail: string };
  /** `provider` is empty for a change without one. */
  securityChanged: { change: SecurityChange; provider: string; url: string };
  /** `browser` is `unknown` when the user agent is unknown. */
  newSignIn: { when: string; browser: string; url: string };
  invitation: { url: string; organisation: string; inviter: string; role: string };
  keyCreated: { url: string; key: string; hint: string; account: string; creator: string };
  keyExpiring: { url: string; key: string; hint: string; account: string; moment: string; days: number };
  /** Amounts and the month are formatted for the reader. */
  spendAlert: { url: string; account: string; amount: string; spent: string; month: string };
  lowBalance: { url: string; account: string; balance: string; threshold: string };
  /** `name` is the capped account, member, key or tag. */
  capAlert: { url: string; account: string; name: string; percent: number; window: string; spent: string; cap: string };
  capAmountAlert: {
    url: string;
    account: string;
    name: string;
    amount: string;
    window: string;
    spent: string;
    cap: string;
  };
  /** Rates are USD per million tokens. */
  priceChange: {
    url: string;
    account: string;
    model: string;
    moment: string;
    cost: string;
    nextCost: string;
    input: string;
    output: string;
    nextInput: string;
    nextOutput: string;
  };
  /** `reason` is `gone` or `failing`. */
  webhookPaused: { url: string; account: string; host: string; reason: string };
  accountDeleted: Record<never, never>;
  /** `isAutomatic` is `yes` or `no`; amounts are formatted for the reader, below too. */
  topUpCredited: { url: string; account: string; amount: string; total: string; isAutomatic: string };
  topUpProcessing: { url: string; account: string; amount: string };
  topUpFailed: { url: string; account: string; amount: string; reason: string; isAutomatic: string };
  topUpNeedsAction: { url: string; account: string; amount: string };
  autoTopUpSuspended: { url: string; account: string; reason: string };
  refunded: { url: string; account: string; amount: string };
  refundFailed: { url: string; account: string; amount: string };
  disputed: { url: string; account: string; amount: string };
  disputeWon: { url: string; account: string; amount: string };
  /** For the operator, about a payment at Stripe. */
  paymentConcern: { payment: string; concern: 'unmatched' | 'disputed' | 'fraud_warning'; detail: string };
}

/** Changes to the sign-in methods of a user, other than the password. */
export const SECURITY_CHANGES = [
  'totp_enabled',
  'totp_replaced',
  'totp_disabled',
  'passkey_added',
  'passkey_removed',
  'identity_linked',
  'identity_unlinked',
  'recovery_codes_renewed',
  'recovery_code_used',
  'factors_reset',
] as const;
export type SecurityChange = (typeof SECURITY_CHANGES)[number];

export type LetterName = keyof Letters;

export type Letter = {
  [Name in LetterName]: { name: Name; values: Letters[Name] };
}[LetterName] & {
  to: string;
  locale: string;
};

/** The wording of a mail, from which HTML and plain text are rendered. */
export interface Wording {
  locale: string;
  subject: string;
  heading: string;
  paragraphs: string[];
  action: { label: string; url: string } | null;
  /** Why this mail was sent, and what to do if it was unexpected. */
  note: string;
}

/** The plain-text part: the content of the HTML, in the same order. */
export function toPlainText({ heading, paragraphs, action, note }: Wording): string {
  const link = action ? [`${action.label}:\n${action.url}`] : [];
  return `${[heading, ...paragraphs, ...link, `--\n${note}`].join('\n\n')}\n`;
}
