import { type NanoUsd, toUsd } from '#lib/billing/money.ts';
import type { BudgetSubject, BudgetWindow } from '#lib/db/generated/enums.ts';

/** The version of the payloads, a date. New fields keep it; a changed or removed field requires a new one. */
export const PAYLOAD_VERSION = '2026-11-30';

/** An amount as decimal text, and as whole nano-USD for integer arithmetic. */
interface Amount {
  usd: string;
  nano_usd: string;
}

export const toAmount = (amount: NanoUsd): Amount => ({ usd: toUsd(amount), nano_usd: String(amount) });

interface CapData {
  id: string;
  subject: BudgetSubject;
  subject_id: string;
  /** The display name of the account, member, key or tag. */
  name: string;
  window: BudgetWindow;
  limit: Amount;
}

/** The data of each type of event, on the wire. None contains prompts or answers. */
export interface WebhookEvents {
  'cap.threshold_reached': { cap: CapData; threshold: { percent: number | null; amount: Amount }; spent: Amount };
  'cap.reached': { cap: CapData; used: Amount };
  'balance.low': { balance: Amount; threshold: Amount };
  'spend.threshold_reached': { month: string; threshold: Amount; spent: Amount };
  'top_up.credited': { top_up_id: string; is_automatic: boolean; credit: Amount };
  'top_up.failed': { top_up_id: string; is_automatic: boolean; credit: Amount; reason: string };
  'auto_top_up.suspended': { reason: string };
  'webhook.test': { endpoint_id: string };
}

export type WebhookEventType = keyof WebhookEvents;

/** The types an endpoint can subscribe to. Tests are sent from its page. */
export const WEBHOOK_EVENTS = [
  'cap.threshold_reached',
  'cap.reached',
  'balance.low',
  'spend.threshold_reached',
  'top_up.credited',
  'top_up.failed',
  'auto_top_up.suspended',
] as const satisfies readonly WebhookEventType[];

export type WebhookEvent = {
  [Type in WebhookEventType]: { type: Type; data: WebhookEvents[Type] };
}[WebhookEventType];

/** The body of a message, as it is signed and sent. */
export const toBody = (accountId: string, { type, data }: WebhookEvent, now: Date): string =>
  JSON.stringify({ type, timestamp: now, version: PAYLOAD_VERSION, data: { account_id: accountId, ...data } });
