import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import type { Payer } from '#lib/playground/document.ts';
import { isObject } from '#lib/playground/request/json-text.ts';
import type { Receipt, RunError } from '#lib/playground/run/wire-event.ts';
import { toRunError } from '#lib/playground/run/wire-event.ts';

/** Returns the URL of a playground endpoint for the account that the page shows. */
export function callAddress(
  call: 'run' | 'estimate' | 'receipt',
  page: RenderedFor,
  more: Record<string, string>,
): string {
  const query = new URLSearchParams({ user: page.userId, account: page.accountId, ...more });
  return `/api/playground/${call}?${query}`;
}

export const payerName = (payer: Payer): string => (payer === 'sandbox' ? payer : payer.keyId);

const RECEIPT_TRIES = 5;
const RECEIPT_PAUSE_MS = 400;

/** Returns the receipt of a run whose stream broke off; null when it is not written after several tries. */
export async function fetchReceipt(page: RenderedFor, requestId: string): Promise<Receipt | null> {
  for (let tries = 0; tries < RECEIPT_TRIES; tries++) {
    await new Promise((resolve) => setTimeout(resolve, RECEIPT_PAUSE_MS * (tries + 1)));
    const response = await fetch(callAddress('receipt', page, { id: requestId }), { method: 'POST' }).catch(() => null);
    if (response?.ok) return (await response.json()).data;
  }
  return null;
}

/** The estimated cost of a request. */
export interface Estimate {
  inputTokens: number | null;
  atMostUsd: string;
  fromUsd: string;
  availableUsd: string | null;
}

export type EstimateOutcome = { ok: true; estimate: Estimate } | { ok: false; error: RunError };

export async function fetchEstimate(url: string, body: string, signal: AbortSignal): Promise<EstimateOutcome> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal });
  const reply: unknown = await response.json();
  if (!isObject(reply)) throw new Error('The estimate was no object.');
  if (!response.ok) return { ok: false, error: toRunError(reply.error) };
  const estimate = {
    inputTokens: typeof reply.input_tokens === 'number' ? reply.input_tokens : null,
    atMostUsd: String(reply.at_most_usd),
    fromUsd: String(reply.from_usd),
    availableUsd: typeof reply.available_usd === 'string' ? reply.available_usd : null,
  };
  return { ok: true, estimate };
}
