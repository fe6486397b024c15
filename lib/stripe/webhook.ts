import 'server-only';
import Stripe from 'stripe';
import { z } from 'zod';
import { env } from '#lib/config/env.ts';
import { log } from '#lib/log.ts';
import { applyEvent, isForUs } from './apply-event.ts';
import { NotThere } from './apply-payment.ts';
import { isLive } from './client.ts';
import { recordDelivery, wordsOf } from './deliveries.ts';
import type { StripeNotice } from './notices.ts';

/** The longest event accepted; Stripe's are far smaller. Larger ones are refused before any work. */
export const MAX_EVENT_BYTES = 262_144;

export interface WebhookReply {
  status: 200 | 400 | 500 | 503;
  body: { received: true } | { error: string };
  notices: StripeNotice[];
}

const TOLERANCE_SECONDS = 300;

const snapshotEvent = z.object({
  id: z.string(),
  object: z.literal('event'),
  type: z.string(),
  livemode: z.boolean(),
  api_version: z.string().nullish(),
  account: z.string().nullish(),
  data: z.object({ object: z.object({ id: z.string() }) }),
});

const thinEvent = z.object({
  id: z.string(),
  object: z.literal('v2.core.event'),
  type: z.string(),
  livemode: z.boolean(),
  context: z.string().nullish(),
  related_object: z.object({ id: z.string() }).nullish(),
});

/** The fields that are read from an event, in either form. */
export interface StripeEvent {
  id: string;
  type: string;
  objectId: string;
  livemode: boolean;
  apiVersion: string | null;
  /** The connected account it comes from; null for our own. */
  account: string | null;
}

/**
 * Handles one delivery, with its raw body. 200: applied, or nothing to do. 400: not a current signature of Stripe for
 * us. 500: Stripe or the database was unavailable, so that Stripe sends it again.
 */
export async function handleStripeWebhook(rawBody: Uint8Array, signature: string | null): Promise<WebhookReply> {
  const secret = env.STRIPE_WEBHOOK_SECRET;
  if (!secret || !env.STRIPE_SECRET_KEY) return refusal(503, 'This installation takes no payments.');
  if (!isSigned(rawBody, signature, secret))
    return refusal(400, 'The signature is not valid for this body, or too old.');
  const event = parseEvent(rawBody);
  if (!event) return refusal(400, 'This is no event of Stripe.');
  if (!isForUs(event.type)) return received([]);
  return apply(event);
}

/** The package checks only that a signature is not too old; one from the future is refused here. */
function isSigned(rawBody: Uint8Array, signature: string | null, secret: string): boolean {
  try {
    if (!Stripe.webhooks.signature?.verifyHeader(rawBody, signature ?? '', secret, TOLERANCE_SECONDS)) return false;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw error;
  }
  const [, signedAt] = /(?:^|,)t=(\d+)/.exec(signature ?? '') ?? [];
  return signedAt !== undefined && Number(signedAt) <= Date.now() / 1_000 + TOLERANCE_SECONDS;
}

function parseEvent(rawBody: Uint8Array): StripeEvent | null {
  const json = toJson(rawBody);
  const snapshot = snapshotEvent.safeParse(json);
  if (snapshot.success) {
    const { id, type, livemode, api_version, account, data } = snapshot.data;
    return { id, type, livemode, objectId: data.object.id, apiVersion: api_version ?? null, account: account ?? null };
  }
  const thin = thinEvent.safeParse(json);
  if (!thin.success) return null;
  const { id, type, livemode, context, related_object } = thin.data;
  const objectId = related_object?.id ?? '';
  return { id, type: type.replace(/^v1\./, ''), livemode, objectId, apiVersion: null, account: context || null };
}

function toJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}

async function apply(event: StripeEvent): Promise<WebhookReply> {
  const foreign = foreignness(event);
  if (foreign) {
    await recordDelivery(event, foreign);
    return received([]);
  }
  try {
    const notices = await applyEvent(event);
    await recordDelivery(event, null);
    return received(notices);
  } catch (err) {
    log.error({ event: 'stripe_delivery_failed', kind: event.type, err });
    await recordDelivery(event, wordsOf(err)).catch(() => {}); // the database itself may have failed; Stripe sends it again
    // An object unknown to our key stays unknown, so a retry would not help.
    return err instanceof NotThere ? received([]) : refusal(500, 'It could not be applied. Please send it again.');
  }
}

/** Events of the other mode, or of connected accounts, are stored for the operator and not applied. */
function foreignness({ livemode, account }: StripeEvent): string | null {
  if (livemode !== isLive()) return livemode ? 'It is of the live mode.' : 'It is of the test mode.';
  return account === null ? null : `It is of another account, ${account}.`;
}

const received = (notices: StripeNotice[]): WebhookReply => ({ status: 200, body: { received: true }, notices });
const refusal = (status: 400 | 500 | 503, error: string): WebhookReply => ({ status, body: { error }, notices: [] });
