import Stripe from 'stripe';
import type { LocalEvent } from '../world.ts';

/** The form of a delivery. The defaults give a genuine one. */
export interface DeliveryWishes {
  /** `thin` names the object, `snapshot` carries it. */
  form?: 'snapshot' | 'thin';
  secret: string;
  /** The signature's timestamp in seconds. */
  timestamp: number;
  livemode?: boolean;
  /** The connected account of the event, as platforms receive them. */
  account?: string;
  apiVersion?: string;
}

export interface Delivery {
  body: string;
  signature: string;
}

export function toDelivery(event: LocalEvent, wishes: DeliveryWishes): Delivery {
  const body = JSON.stringify(wishes.form === 'thin' ? toThin(event, wishes) : toSnapshot(event, wishes));
  return { body, signature: sign(body, wishes) };
}

export const sign = (body: string, { secret, timestamp }: { secret: string; timestamp: number }): string =>
  Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });

const toSnapshot = (
  event: LocalEvent,
  { livemode = event.livemode, account, apiVersion = Stripe.API_VERSION }: DeliveryWishes,
) => ({
  id: event.id,
  object: 'event',
  ...(account && { account }),
  api_version: apiVersion,
  created: event.created,
  data: { object: event.object },
  livemode,
  pending_webhooks: 1,
  request: { id: null, idempotency_key: null },
  type: event.type,
});

const URLS: Readonly<Record<string, string>> = {
  'checkout.session': 'checkout/sessions',
  'radar.early_fraud_warning': 'radar/early_fraud_warnings',
};

const toThin = (event: LocalEvent, { livemode = event.livemode, account }: DeliveryWishes) => ({
  id: event.id,
  object: 'v2.core.event',
  type: `v1.${event.type}`,
  created: new Date(event.created * 1_000).toISOString(),
  livemode,
  ...(account && { context: account }),
  related_object: {
    id: event.object.id,
    type: event.object.object,
    url: `/v1/${URLS[event.object.object] ?? `${event.object.object}s`}/${event.object.id}`,
  },
});
