import { type NanoUsd, toUsd } from '#lib/billing/money.ts';
import type { BudgetSubject, BudgetWindow } from '#lib/db/generated/enums.ts';

/** The date of the payloads' form. What is added to a form keeps its date; what is changed or removed gets a new one. */
export const PAYLOAD_VERSION = '2026-11-30';

/** An amount: for people, and exact for programs that count in integers. */
interface Amount {
  usd: string;
  nano_usd: string;
}

export const toAmount = (amount: NanoUsd): Amount => ({ usd: toUsd(amount), nano_usd: String(amount) });

interface CapData {
  id: string;
  subject: BudgetSubject;
  subject_id: string;
  /** The account, the member, the key or the tag, as people call it. */
  name: string;
  window: BudgetWindow;
  limit: Amount;
}

/** What each type of event says, on the wire. Neither prompts nor answers are in any of it. */
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

/** Those an endpoint can ask for. A test is sent by hand. */
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
